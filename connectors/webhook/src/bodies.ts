import { hash } from "node:crypto";
import { terraBody, terraItemTypes, uuidFromHash } from "@musette/core";
import type { DeliveryRecord, DeliveryRequest, Encoded } from "@musette/core";

/** What is posted at once, and how it is labelled. */
export interface HookBody {
  /** Never empty; several only of one user and type. */
  readonly records: readonly DeliveryRecord[];
  /** Equal for everything that one request caused, its announcements too; where nobody asked, the event's id. */
  readonly reference: string;
  /** Names exactly these records: a receiver that drops what it has seen loses none. */
  readonly traceId: string;
  /** The newest of the records' revisions. */
  readonly revision: number;
  /** Made when it is posted: Terra's body, or the one record in the destination's format. */
  readonly content: () => Pick<Encoded, "bytes" | "contentType">;
}

/** Terra's limits of one body of a request. */
const mostItems = 10;
const mostBytes = 10_000_000;

/**
 * Divides a batch into bodies: one for each record, but items that somebody asked for go together.
 *
 * - A chunk of a large request is one body when all of it is in the batch, with the trace id
 *   `<reference>:chunk:<index>`. Of a chunk in part each item goes alone.
 * - Items of another request go ten to a body, or as many as fit into 10 MB.
 */
export function divideIntoBodies(records: readonly DeliveryRecord[]): readonly HookBody[] {
  return [...Map.groupBy(records, groupOf).values()].flatMap((group) => {
    const [first] = group;
    const { request } = first ?? {};
    if (first === undefined || request === undefined || !isJoint(first)) return group.map(singleBody);
    if (request.chunk === null) return cut(group).map((run) => jointBody(run, request));
    const { index, events } = request.chunk;
    const isWhole = group.length === events && cut(group).length === 1;
    if (!isWhole) return group.map(singleBody);
    return [{ ...jointBody(group, request), traceId: `${request.reference}:chunk:${index}` }];
  });
}

export function singleBody(record: DeliveryRecord): HookBody {
  const { id, revision, request } = record;
  return {
    records: [record],
    reference: request?.reference ?? statedReference(record) ?? id,
    traceId: request === undefined ? id : traceIdOf(request.reference, [record]),
    revision,
    content: () => record.encode(),
  };
}

/** What may be the value of a header; a body that came from elsewhere may state anything. */
const headerValue = /^[\w.:-]{1,128}$/;

/** The reference in the body of `large_request_processing` and `large_request_sending`, whose chunks follow under it. */
function statedReference(record: DeliveryRecord): string | undefined {
  if (!record.type.startsWith("large_request_")) return undefined;
  const { reference } = (record.item() ?? {}) as { readonly reference?: unknown };
  return typeof reference === "string" && headerValue.test(reference) ? reference : undefined;
}

function jointBody(records: readonly DeliveryRecord[], { reference }: DeliveryRequest): HookBody {
  // What is known of the user may have changed from one event to the next.
  const newest = records.reduce((newer, record) => (record.revision > newer.revision ? record : newer));
  const [first = newest, ...others] = records;
  return {
    records,
    reference,
    traceId: traceIdOf(reference, records),
    revision: newest.revision,
    content: () => ({
      bytes: Buffer.from(terraBody({ ...first, user: newest.user }, others)),
      contentType: "application/json",
    }),
  };
}

/** Not that of the event itself, which the receiver may have seen before: it was asked for once more. */
function traceIdOf(reference: string, records: readonly DeliveryRecord[]): string {
  return uuidFromHash(hash("sha256", [reference, ...records.map(({ id }) => id)].join("\n"), "hex"));
}

/** Runs of at most ten items and 10 MB; an item larger than that goes alone. */
function cut(records: readonly DeliveryRecord[]): readonly (readonly DeliveryRecord[])[] {
  const runs: DeliveryRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(record.json());
    const run = runs.at(-1);
    if (run !== undefined && run.length < mostItems && bytes + size <= mostBytes) {
      run.push(record);
      bytes += size;
    } else {
      runs.push([record]);
      bytes = size;
    }
  }
  return runs;
}

function groupOf(record: DeliveryRecord): string {
  const { id, request, type, user } = record;
  if (request === undefined || !isJoint(record)) return id;
  const { reference, chunk } = request;
  return JSON.stringify([reference, chunk?.index ?? null, type, user.user_id, user.provider]);
}

/** Only in Terra's own form do items share a body. */
function isJoint(record: DeliveryRecord): boolean {
  if (record.claimCheck !== undefined || !terraItemTypes.has(record.type)) return false;
  return record.encode().contentType.startsWith("application/json");
}
