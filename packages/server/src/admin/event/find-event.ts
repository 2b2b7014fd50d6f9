import type { Journal, StoredEvent } from "@musette/journal";
import type { Context } from "hono";
import { notFound } from "../problems.ts";
import { refuse } from "../refuse.ts";

/** By its id or its `seq`. An id that has two, because the item went back to what it was, names the newer. */
export async function findEvent(
  context: Context,
  journal: Pick<Journal, "readEvents" | "findEvents">,
): Promise<StoredEvent> {
  const id = context.req.param("id") ?? "";
  const found = /^\d{1,15}$/.test(id)
    ? await journal.readEvents([Number(id)])
    : await journal.findEvents({ id: id.toLowerCase(), limit: 10 });
  return found.at(-1) ?? refuse(context, notFound(`There is no event ${id.slice(0, 60)} in the journal.`));
}
