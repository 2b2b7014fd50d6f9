import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { demo } from "./demo.ts";
import { destinations } from "./destinations.ts";
import { newCommand } from "./new.ts";
import { schema } from "./schema.ts";
import { send } from "./send.ts";
import { start } from "./start.ts";

/** Every command by its name, in the order of the overview. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  check,
  send,
  destinations,
  schema,
  new: newCommand,
  demo,
};
