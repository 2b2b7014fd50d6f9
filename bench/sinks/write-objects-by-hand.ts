import { terraBody } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";

/** As many requests as the connectors have under way for one batch. */
const parallelWrites = 16;

/** One object as the connectors write it: Terra's path, the webhook body, and which revision it is. */
export interface HandObject {
  readonly path: string;
  readonly body: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes each record's object where there is none yet. What a loop of one's own would do when there is
 * one (compare, replace, try again) does not happen in the benchmark, and is an error.
 */
export async function writeObjectsByHand(
  records: readonly DeliveryRecord[],
  putIfAbsent: (object: HandObject) => Promise<unknown>,
): Promise<void> {
  const waiting = records.values();
  const putNext = async () => {
    for (const record of waiting) {
      const { type, user, startTime, key, revision, id } = record;
      await putIfAbsent({
        path: `2022-03-16/${type}/${user.user_id}-${startTime}.json`,
        body: terraBody(record),
        metadata: { musettekey: key, musetterevision: String(revision), musetteid: id },
      });
    }
  };
  await Promise.all(Array.from({ length: parallelWrites }, putNext));
}
