import type { JournalUser, StoredEvent } from "@musette/journal";
import type { Context } from "hono";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { noDestination } from "./problems.ts";
import { requestIdOf } from "../request/request-id.ts";
import { sendLargeRequest } from "./send-large-request.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

/** A request for more days than this is a large one (Terra: "over one calendar month / 28 days"). */
const largestDays = 28;

/**
 * `to_webhook=true`: sets the items to be delivered again, to every destination, under the request's
 * reference. It is answered when that is on disk, so a crash after the answer loses nothing. A destination
 * gets the items as it gets all others; `with_samples` is about answers only, because an item without its
 * samples would overwrite the one with them.
 */
export async function sendToDestinations(
  context: Context<TerraEnv>,
  options: TerraApiOptions,
  wanted: {
    readonly type: string;
    readonly user: JournalUser;
    readonly days: number;
    readonly pages: AsyncIterable<readonly StoredEvent[]>;
  },
): Promise<Response> {
  const { type, user, days, pages } = wanted;
  if ((await options.delivery.status()).length === 0) return terraProblemResponse(context, noDestination);
  const reference = context.get("reference");
  const isLarge = days > largestDays;
  if (isLarge)
    await sendLargeRequest({ ...options, requestId: requestIdOf(context) }, { reference, user, pages });
  else {
    for await (const page of pages) {
      const events = page.map(({ seq }) => ({ seq, request: { reference, chunk: null } }));
      await options.delivery.redeliver({ events });
    }
  }
  return context.json({
    status: "success",
    type,
    reference,
    trace_id: reference,
    ...(isLarge ? { message: largeRequestMessage } : {}),
    user: toTerraUser(user),
  });
}

/** Present for large requests only, which clients tell by it. */
const largeRequestMessage = "Large request submitted. The data is being sent to your destinations in chunks.";
