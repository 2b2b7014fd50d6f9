import type { JournalUser, StoredEvent } from "@musette/journal";
import { appendTerraEvent } from "./append-terra-event.ts";
import { loadItems } from "./load-items.ts";
import type { TerraApiOptions } from "./options.ts";
import { planChunks } from "./plan-chunks.ts";
import { toTerraUser } from "./terra-user.ts";

/**
 * Sends what a request over more than a month asks for: `large_request_processing`, then
 * `large_request_sending` with the number of chunks, then the chunks, all under one reference.
 *
 * Every step is on disk when it is done, and the caller is answered after the last one. What a crash
 * between two steps leaves is harmless: an announcement whose payloads do not all come, of a request that
 * was never answered. The caller asks again, under a new reference, and items that were sent already come
 * a second time with the same ids. A caller who hangs up does not stop it, for the same reason.
 */
export async function sendLargeRequest(
  options: Pick<TerraApiOptions, "clock" | "delivery" | "historyBodies" | "journal"> & {
    readonly requestId: string;
  },
  request: {
    readonly reference: string;
    readonly user: JournalUser;
    readonly pages: AsyncIterable<readonly StoredEvent[]>;
  },
): Promise<void> {
  const { reference, user: known, pages } = request;
  const { developer } = known;
  const user = toTerraUser(known);
  await appendTerraEvent(options, developer, {
    type: "large_request_processing",
    status: "processing",
    message: "Large request is being processed",
    user,
    reference,
  });
  const chunks = await planChunks(loadItems(options.historyBodies, pages));
  await appendTerraEvent(options, developer, {
    type: "large_request_sending",
    user,
    reference,
    message: `Large request is being sent in ${chunks.length} payloads`,
    expected_payloads: chunks.length,
  });
  for (const [index, seqs] of chunks.entries()) {
    const chunk = { index, events: seqs.length };
    await options.delivery.redeliver({ events: seqs.map((seq) => ({ seq, request: { reference, chunk } })) });
  }
}
