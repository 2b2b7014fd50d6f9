import { IngestError, type NormalizedEvent } from "@musette/core";
import type { ItemProblem, NormalizeContext, Normalized } from "../normalize.ts";
import type { Envelope } from "./event.ts";
import { itemTypes, userEventTypes } from "./event-types.ts";
import { toItemEvent } from "./item-event.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { deepestNesting, isDeeperThan } from "./nesting.ts";
import { readOwner } from "./owner.ts";
import { toAthleteEvent, toWholeEvent } from "./whole-event.ts";

/**
 * The body of a Terra webhook as events, nothing of it changed: one per element of `data`, one for an
 * athlete, one for a user event. A type that is not known here is passed on likewise: the elements of
 * its `data` when that is a list, otherwise the whole body.
 *
 * @throws {IngestError} `ingest.malformed` when it is not a webhook body; `ingest.unidentified` when
 *   it does not say whose it is.
 * @see https://docs.tryterra.co (schema `WebhookEventType`, version 2022-03-16)
 */
export function normalizeTerra(payload: unknown, context: NormalizeContext): Normalized {
  const { type, body } = readBody(payload);
  const { user, oddity } = readOwner(type, body);
  if (oddity !== null) return { events: [], problems: [{ item: 0, error: oddity }] };
  const envelope = { type, user, orderedAtMs: context.orderedAtMs };
  if (type === "athlete") return { events: [toAthleteEvent(envelope, body["athlete"])], problems: [] };
  const { data } = body;
  if (Array.isArray(data) && !userEventTypes.has(type)) return normalizeItems(envelope, data);
  if (itemTypes.has(type)) throw malformed("/data", `Terra ${type} event has no list of data.`);
  return { events: [toWholeEvent(envelope, body)], problems: [] };
}

function readBody(payload: unknown): { readonly type: string; readonly body: JsonObject } {
  if (!isJsonObject(payload)) throw malformed("", "Terra webhook body is not a JSON object.");
  const { type } = payload;
  if (typeof type !== "string" || type === "") throw malformed("/type", "Terra webhook body has no type.");
  if (isDeeperThan(deepestNesting, payload)) {
    throw malformed("", `Terra webhook body is nested more than ${deepestNesting} levels deep.`);
  }
  return { type, body: payload };
}

/** Good items are kept, whatever the others are. */
function normalizeItems(envelope: Envelope, data: readonly unknown[]): Normalized {
  const events: NormalizedEvent[] = [];
  const problems: ItemProblem[] = [];
  for (const [item, value] of data.entries()) {
    try {
      events.push(toItemEvent(envelope, value, item));
    } catch (error) {
      if (!IngestError.is(error)) throw error;
      problems.push({ item, error });
    }
  }
  return { events, problems };
}

function malformed(pointer: string, message: string): IngestError {
  return new IngestError("ingest.malformed", pointer, message);
}
