import type { FirestoreApi, Status, Write } from "./api.ts";
import { classify } from "./errors.ts";

/** A write and about how large it is in a request. */
export interface SizedWrite extends Write {
  readonly wireBytes: number;
}

/** A request may be 10 MiB, at Google's emulator 4 MiB. */
const mostRequestBytes = 3_500_000;

/** Cuts the writes into requests and sends them one after another; one status for each write. */
export async function sendWrites(
  api: Pick<FirestoreApi, "write">,
  writes: readonly SizedWrite[],
): Promise<readonly Status[]> {
  const statuses: Status[] = [];
  for (const request of cut(writes)) statuses.push(...(await sendDivided(api, request)));
  return statuses;
}

/** One bad document makes Firestore refuse the whole request: it is halved until that one stands alone. */
async function sendDivided(
  api: Pick<FirestoreApi, "write">,
  writes: readonly SizedWrite[],
): Promise<readonly Status[]> {
  try {
    return await api.write(writes);
  } catch (error) {
    const { code } = classify(error);
    if (code !== "rejected" && code !== "too_large") throw error;
    // Both come from a gRPC status, which has a number and a text.
    if (writes.length === 1) return [error as Status];
  }
  const middle = writes.length >> 1;
  return [
    ...(await sendDivided(api, writes.slice(0, middle))),
    ...(await sendDivided(api, writes.slice(middle))),
  ];
}

function cut(writes: readonly SizedWrite[]): readonly (readonly SizedWrite[])[] {
  const requests: SizedWrite[][] = [];
  let bytes = 0;
  for (const write of writes) {
    const current = requests.at(-1);
    bytes += write.wireBytes;
    if (current !== undefined && bytes <= mostRequestBytes) current.push(write);
    else {
      requests.push([write]);
      bytes = write.wireBytes;
    }
  }
  return requests;
}
