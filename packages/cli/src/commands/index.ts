import type { Command } from "../command.ts";
import { backup } from "./backup.ts";
import { check } from "./check.ts";
import { config } from "./config.ts";
import { convert } from "./convert.ts";
import { deadLetters } from "./dead-letters.ts";
import { demo } from "./demo.ts";
import { destinations } from "./destinations.ts";
import { newCommand } from "./new.ts";
import { pause } from "./pause.ts";
import { quarantine } from "./quarantine.ts";
import { replay } from "./replay.ts";
import { resume } from "./resume.ts";
import { schema } from "./schema.ts";
import { send } from "./send.ts";
import { start } from "./start.ts";
import { top } from "./top.ts";

/** Every command by its name, in the order of the overview. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  check,
  config,
  send,
  convert,
  top,
  destinations,
  pause,
  resume,
  "dead-letters": deadLetters,
  quarantine,
  replay,
  backup,
  schema,
  new: newCommand,
  demo,
};
