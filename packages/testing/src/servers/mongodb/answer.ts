import type { Document } from "bson";
import { commandError, isCommandError } from "./command-error.ts";
import { collectionCommands } from "./commands/collections.ts";
import { readCommands } from "./commands/reads.ts";
import { sessionCommands } from "./commands/session.ts";
import { writeCommands } from "./commands/writes.ts";
import type { Commands, Session } from "./state.ts";

const commands: Commands = { ...sessionCommands, ...writeCommands, ...readCommands, ...collectionCommands };

const changing: ReadonlySet<string> = new Set([
  ...Object.keys(writeCommands),
  "create",
  "collMod",
  "createIndexes",
  "drop",
  "dropDatabase",
  "createUser",
  "dropUser",
]);
const mayChange: ReadonlySet<string> = new Set(["readWrite", "dbOwner", "root"]);

/** Runs one command. Refusals are answers too; anything else that is thrown is a fault of this server. */
export function answer(command: Document, session: Session): Document {
  const [given = ""] = Object.keys(command);
  const name = given === "isMaster" ? "ismaster" : given === "buildinfo" ? "buildInfo" : given;
  const database = String(command["$db"] ?? "admin");
  try {
    const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (run === undefined) throw commandError(59, `no such command: '${given}'`);
    checkAllowed(name, session, database);
    return { ...run(command, session, database), ok: 1 };
  } catch (error) {
    if (!isCommandError(error)) throw error;
    const { code, codeName, message, details } = error;
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
}

/** Who has not logged in may do all, as with a mongod without `--auth`; who has, what the roles allow. */
function checkAllowed(name: string, { user }: Session, database: string): void {
  if (user === undefined || name in sessionCommands) return;
  const allowed = !changing.has(name) || user.roles.some((role) => mayChange.has(role));
  if (allowed && (user.database === database || user.database === "admin")) return;
  throw commandError(13, `not authorized on ${database} to execute command { ${name}: … }`);
}
