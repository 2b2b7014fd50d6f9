import { noteAway } from "./connection.ts";
import { readFailure, RequestFailure } from "./request-failure.ts";
import { endSession, session } from "./session.ts";

interface Sending {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks the server.
 *
 * @throws {RequestFailure} in words for people; the `AbortError` of `signal` as it is.
 */
export async function request(
  path: string,
  { method = "GET", body, signal }: Sending = {},
): Promise<Response> {
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (method !== "GET" && session.value.state === "in") headers.set("x-csrf-token", session.value.csrf);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    noteAway();
    throw new RequestFailure(0, "away", "The server does not answer.", { cause });
  }
  if (response.status === 401) endSession();
  if (!response.ok) throw await readFailure(response);
  return response;
}

export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await request(path, signal === undefined ? {} : { signal });
  return (await response.json()) as Answer;
}

export async function postJson<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await request(path, { method: "POST", body });
  return (await response.json()) as Answer;
}
