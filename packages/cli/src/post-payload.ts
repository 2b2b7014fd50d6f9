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
}

interface Answer {
  readonly detail?: string;
  readonly events?: SendResult["events"];
  readonly quarantined?: boolean;
  readonly errors?: readonly { readonly item: number; readonly pointer: string; readonly detail: string }[];
}

/** Posts a payload to `POST /ingest/{source}` and reads the answer. Does not throw. */
export async function postPayload(
  url: URL,
  bytes: Uint8Array<ArrayBuffer>,
  developer: { readonly devId: string; readonly apiKey: string },
): Promise<SendResult> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "dev-id": developer.devId,
        "x-api-key": developer.apiKey,
      },
      body: bytes,
      signal: AbortSignal.timeout(60_000),
    });
    const answer = (await response.json()) as Answer;
    const items = (answer.errors ?? [])
      .filter(({ detail }) => detail !== answer.detail)
      .map(({ item, pointer, detail }) => `item ${item} at ${pointer || "/"}: ${detail}`);
    const kept = answer.quarantined === true ? "quarantined: kept raw until it can be read" : "";
    const detail = [answer.detail ?? "", kept, ...items].filter((note) => note !== "").join("; ");
    return { taken: response.ok, status: response.status, detail, events: answer.events ?? [] };
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return {
      taken: false,
      status: null,
      detail: `no answer from ${url.origin}: ${reason}. Is the server running?`,
      events: [],
    };
  }
}
