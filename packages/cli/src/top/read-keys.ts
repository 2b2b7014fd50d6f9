import { emitKeypressEvents } from "node:readline";
import type { ReadStream } from "node:tty";

export type TopKey = "up" | "down" | "pause" | "resume" | "quit";

const keys: Readonly<Record<string, TopKey>> = {
  up: "up",
  k: "up",
  down: "down",
  j: "down",
  p: "pause",
  r: "resume",
  q: "quit",
};

/** Hears single keys until it is disposed. */
export function readKeys(terminal: ReadStream, onKey: (key: TopKey) => void): Disposable {
  const hear = (_: unknown, { name, ctrl }: { readonly name?: string; readonly ctrl?: boolean }) => {
    // A raw terminal sends no signals.
    const key = ctrl === true ? (name === "c" || name === "d" ? "quit" : undefined) : keys[name ?? ""];
    if (key !== undefined) onKey(key);
  };
  const end = () => onKey("quit");
  emitKeypressEvents(terminal);
  terminal.setRawMode(true);
  terminal.on("keypress", hear).on("end", end);
  return {
    [Symbol.dispose]() {
      terminal.off("keypress", hear).off("end", end);
      terminal.setRawMode(false);
      terminal.pause();
    },
  };
}
