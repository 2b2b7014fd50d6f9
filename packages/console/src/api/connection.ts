import { signal } from "@preact/signals";

/** `away`: the server does not answer; the pages keep what they have and try again. */
export const connection = signal<"connecting" | "live" | "away">("connecting");
/** Grows each time the server is back, so that what was asked for before is asked for again. */
export const reconnections = signal(0);

export function noteAway(): void {
  connection.value = "away";
}

export function noteLive(): void {
  if (connection.value === "away") reconnections.value += 1;
  connection.value = "live";
}
