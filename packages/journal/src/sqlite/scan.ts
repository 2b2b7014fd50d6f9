import type { ScanStep } from "./thread/protocol.ts";

/** Looks through a table step by step. */
export interface Scan<Row, Place> {
  find(options: { readonly after: Place | null; readonly limit: number }): Promise<readonly Row[]>;
  count(): Promise<number>;
}

export function createScan<Row, Place>(
  look: (after: Place | null, limit: number | null) => Promise<ScanStep<Row, Place>>,
): Scan<Row, Place> {
  return {
    async find({ after, limit }) {
      const rows: Row[] = [];
      let place = after;
      while (rows.length < limit) {
        const { found, next } = await look(place, limit - rows.length);
        rows.push(...found);
        if (next === null) break;
        place = next;
      }
      return rows;
    },
    async count() {
      let total = 0;
      let place: Place | null = null;
      do {
        const { count, next }: ScanStep<Row, Place> = await look(place, null);
        total += count;
        place = next;
      } while (place !== null);
      return total;
    },
  };
}
