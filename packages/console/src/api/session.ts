import { computed, signal } from "@preact/signals";
import type { SessionAnswer } from "../wire/index.ts";
import { readFailure, RequestFailure } from "./request-failure.ts";

/** `unknown` until the server has said. `expired`: there was one, and the page that was open comes back after it. */
export type SessionState =
  | { readonly state: "unknown" }
  | { readonly state: "out"; readonly expired: boolean }
  | ({ readonly state: "in" } & SessionAnswer);

export const session = signal<SessionState>({ state: "unknown" });

/** Whether actions are offered: a viewer reads everything and changes nothing. */
export const mayAct = computed(() => session.value.state === "in" && session.value.role === "operator");

/** Asks whether the cookie still holds a session. Throws when the server is away. */
export async function restoreSession(): Promise<void> {
  const response = await reach("/console/session", { method: "GET" });
  if (response.status === 401) return endSession();
  if (!response.ok) throw await readFailure(response);
  session.value = { state: "in", ...((await response.json()) as SessionAnswer) };
}

export async function signIn(token: string): Promise<void> {
  const response = await reach("/console/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw await readFailure(response);
  session.value = { state: "in", ...((await response.json()) as SessionAnswer) };
}

export async function signOut(): Promise<void> {
  const { value } = session;
  if (value.state !== "in") return;
  const response = await reach("/console/session", {
    method: "DELETE",
    headers: { "x-csrf-token": value.csrf },
  });
  if (!response.ok && response.status !== 401) throw await readFailure(response);
  session.value = { state: "out", expired: false };
}

/** The server has said 401. */
export function endSession(): void {
  if (session.value.state !== "out") session.value = { state: "out", expired: session.value.state === "in" };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" });
  } catch (cause) {
    throw new RequestFailure(0, "away", "The server does not answer.", { cause });
  }
}
