import type { Command } from "../command.ts";

/** Every command by its name, in the order of the overview. Only the one that runs is loaded. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).start,
  check: async () => (await import("./check.ts")).check,
  config: async () => (await import("./config.ts")).config,
  send: async () => (await import("./send.ts")).send,
  convert: async () => (await import("./convert.ts")).convert,
  top: async () => (await import("./top.ts")).top,
  destinations: async () => (await import("./destinations.ts")).destinations,
  pause: async () => (await import("./pause.ts")).pause,
  resume: async () => (await import("./resume.ts")).resume,
  "dead-letters": async () => (await import("./dead-letters.ts")).deadLetters,
  quarantine: async () => (await import("./quarantine.ts")).quarantine,
  replay: async () => (await import("./replay.ts")).replay,
  backup: async () => (await import("./backup.ts")).backup,
  schema: async () => (await import("./schema.ts")).schema,
  new: async () => (await import("./new.ts")).newCommand,
  demo: async () => (await import("./demo.ts")).demo,
};
