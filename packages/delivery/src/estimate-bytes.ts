/** Elements of a list that are looked at; the others are taken to be like them. */
const sampledElements = 4;

/**
 * Roughly how long a value is as JSON, in bytes, at a small part of the cost of making the text. Of a
 * list only a few elements are looked at, so an uneven list can be far from its estimate.
 */
export function estimateBytes(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number") return estimateNumber(value);
  if (typeof value !== "object" || value === null) return 5;
  if (Array.isArray(value)) return estimateList(value);
  const members = value as Readonly<Record<string, unknown>>;
  let bytes = 2;
  // An item has nothing inherited, and a list of its entries costs twice as much as all the rest.
  for (const key in members) bytes += key.length + 4 + estimateBytes(members[key]);
  return bytes;
}

function estimateList(list: readonly unknown[]): number {
  const step = Math.max(1, list.length / sampledElements);
  let sampled = 0;
  let bytes = 0;
  for (let index = 0; index < list.length; index += step) {
    sampled++;
    bytes += 1 + estimateBytes(list[Math.floor(index)]);
  }
  return sampled === 0 ? 2 : 2 + (bytes / sampled) * list.length;
}

function estimateNumber(number: number): number {
  if (!Number.isInteger(number)) return 18;
  return Math.abs(number) < 1000 ? 3 : 8;
}
