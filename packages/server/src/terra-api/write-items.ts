import { setImmediate, setTimeout } from "node:timers/promises";
import type { EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import type { HistoryBodies } from "../history-bodies.ts";
import { loadItems } from "./load-items.ts";

/**
 * Items as the text of `{…head, "data": [item, …]}`, piece by piece, so that a year takes no more memory
 * than a few workouts. The first piece is there when the first page is read and before any body is. An
 * item that cannot be made any more is left out and named behind the data, in `errors`, which is missing
 * otherwise.
 *
 * @param options.head JSON text of an object with at least one member.
 */
export async function* writeItems(options: {
  readonly head: string;
  readonly pages: AsyncGenerator<readonly StoredEvent[], void>;
  readonly bodies: Pick<HistoryBodies, "openReader">;
  /** An item as JSON text, in pieces. */
  readonly toText: (body: EventBody) => Iterable<string>;
  readonly onError: (error: unknown) => void;
}): AsyncGenerator<Iterable<string>, void> {
  const { head, pages, bodies, toText, onError } = options;
  const errors: { readonly id: string; readonly key: string; readonly detail: string }[] = [];
  const first = await pages.next();
  yield [`${head.slice(0, -1)},"data":[`];
  // It is sent before the first workout is worked on, which takes the thread for milliseconds.
  await setTimeout(1);
  let written = 0;
  for await (const { event, body } of loadItems(bodies, continued(first, pages))) {
    if (body instanceof Error) {
      onError(body);
      errors.push({ id: event.id, key: event.key, detail: body.message });
      continue;
    }
    if (written > 0) yield [","];
    yield toText(body);
    written += 1;
    // Others get their turn between two items.
    await setImmediate();
  }
  yield [errors.length === 0 ? "]}" : `],"errors":${JSON.stringify(errors)}}`];
}

async function* continued<Item>(
  first: IteratorResult<Item, void>,
  rest: AsyncGenerator<Item, void>,
): AsyncGenerator<Item, void> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
