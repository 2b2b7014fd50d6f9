import { adminOptions, adminOptionsHelp } from "../admin-client.ts";
import type { Command } from "../command.ts";
import { setPause } from "../set-pause.ts";

export const resume: Command = {
  summary: "Go on with a destination that was paused",
  help: `Usage: musette resume NAME

Ends musette pause. A destination that its configuration pauses stays paused; one that is away goes on
when a check succeeds.

${adminOptionsHelp}`,
  options: adminOptions,
  run: (call) => setPause(call, "resume"),
};
