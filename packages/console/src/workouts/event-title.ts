import type { EventDetails, EventRow } from "../wire/index.ts";

/** What people call it: its own name, else what kind of activity it was, else its type. */
export function eventTitle({
  type,
  details,
}: {
  readonly type: EventRow["type"];
  readonly details?: EventDetails | null;
}): string {
  const name = details?.name ?? details?.activity ?? details?.discipline;
  if (name !== null && name !== undefined && name !== "") return name;
  const words = type.replaceAll("_", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
