import type { Entry } from "./entry.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const callLimits = { entries: 10, bytes: 1_048_576 } as const;

/** Cuts entries, in their order, into calls that keep both limits. */
export function cutCalls(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const calls: Entry[][] = [];
  let call: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (call.length === callLimits.entries || bytes + entry.bytes > callLimits.bytes) {
      calls.push(call);
      call = [];
      bytes = 0;
    }
    call.push(entry);
    bytes += entry.bytes;
  }
  if (call.length > 0) calls.push(call);
  return calls.filter(({ length }) => length > 0);
}
