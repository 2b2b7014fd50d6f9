import { adminOptions, adminOptionsHelp } from "../admin-client.ts";
import type { Command } from "../command.ts";
import { setPause } from "../set-pause.ts";

export const pause: Command = {
  summary: "Let a destination rest until it is resumed",
  help: `Usage: musette pause NAME

Asks the running server to deliver nothing more to a destination, also after a restart. Its events wait
and nothing is lost; what is in flight is finished.

${adminOptionsHelp}`,
  options: adminOptions,
  run: (call) => setPause(call, "pause"),
};
