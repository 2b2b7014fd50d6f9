import { setTimeout as sleep } from "node:timers/promises";

/** What became of one payload. */
export interface SendResult {
  readonly taken: boolean;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** What was wrong, or what else there is to say; empty when nothing. */
  readonly detail: string;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly key: string;
    readonly revision: number;
    readonly duplicate: boolean;
  }[];
  /** Items, or files, that were refused while others may have been taken. */
  readonly refused: readonly { readonly place: string; readonly detail: string }[];
}

interface AnswerError {
  readonly item: number;
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
  readonly file?: string;
}

interface Answer {
  readonly detail?: string;
  readonly events?: SendResult["events"];
  readonly quarantined?: boolean;
  readonly errors?: readonly AnswerError[];
}

/** The server says when it has time again; then it is asked again, so often. */
const mostAttempts = 5;
const longestWaitSeconds = 60;

/** Posts a payload to `POST /ingest/{source}`, JSON or a form of files, and reads the answer. Does not throw. */
export async function postPayload(
  url: URL,
  body: Uint8Array<ArrayBuffer> | FormData,
  developer: { readonly devId: string; readonly apiKey: string },
): Promise<SendResult> {
  const headers = { "dev-id": developer.devId, "x-api-key": developer.apiKey };
  const type = body instanceof FormData ? {} : { "content-type": "application/json" };
  try {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url, {
        method: "POST",
        headers: { ...headers, ...type },
        body,
        signal: AbortSignal.timeout(60_000),
      });
      const waitSeconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      const isBusy = response.status === 429 || response.status === 503;
      if (!isBusy || attempt === mostAttempts || !(waitSeconds <= longestWaitSeconds)) {
        return describe(response, (await response.json()) as Answer);
      }
      await response.body?.cancel();
      await sleep(waitSeconds * 1000);
    }
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return {
      taken: false,
      status: null,
      detail: `no answer from ${url.origin}: ${reason}. Is the server running?`,
      events: [],
      refused: [],
    };
  }
}

function describe(
  response: Response,
  { detail = "", events = [], errors = [], ...answer }: Answer,
): SendResult {
  const kept = answer.quarantined === true ? "quarantined: kept raw until it can be read" : "";
  return {
    taken: response.ok,
    status: response.status,
    detail: [detail, kept].filter((note) => note !== "").join("; "),
    events,
    refused: errors
      .filter((error) => error.code !== "ingest.unrecognised" && error.detail !== detail)
      // The words about a file name it and the place in it.
      .map((error) => ({
        place: error.file === undefined ? `item ${error.item} at ${error.pointer || "/"}` : "",
        detail: error.detail,
      })),
  };
}
