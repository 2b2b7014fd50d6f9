/** Each item is answered on its own, and one request is to be answered in seconds. */
const mostItems = 10_000;

/**
 * Says that a parsed payload, a list or a Terra body with a list as its `data`, holds more items than are
 * taken at once; undefined when it does not.
 */
export function describeTooMany(payload: unknown): string | undefined {
  const items = listOf(payload)?.length ?? 1;
  return items > mostItems
    ? `The payload holds ${items} items. Send at most ${mostItems} at once.`
    : undefined;
}

function listOf(payload: unknown): readonly unknown[] | undefined {
  if (Array.isArray(payload)) return payload;
  if (typeof payload !== "object" || payload === null || !("data" in payload)) return undefined;
  return Array.isArray(payload.data) ? payload.data : undefined;
}
