import type { Reservation, Share } from "./shared-memory.ts";
import type { Pending } from "./pending.ts";

/** Memory for the batches of one destination. */
export interface BatchRoom {
  /** There was none, and there still is none. */
  readonly waits: boolean;
  /** For a batch whose size is not known yet; `seq` tells it from others. */
  forBatch(seq: number): Reservation | undefined;
  /** Keeps no more than the batch has turned out to need. False: so much is not there, and all is given back. */
  fit(reservation: Reservation, pendings: readonly Pending[]): boolean;
  /** For a batch whose records have been made before. */
  forPendings(pendings: readonly Pending[]): Reservation | undefined;
}

export function createBatchRoom(
  share: Share,
  limits: { readonly bytes: number },
  isIdle: () => boolean,
): BatchRoom {
  /** Where several batches are under way, none is begun that would be much smaller than the one before it. */
  let usualBytes = 1;
  /** The record that a batch began with, and did not fit: it is not loaded again before it does. */
  let refused = { seq: -1, bytes: 0 };
  let filling = -1;

  return {
    get waits() {
      return share.waits;
    },
    forBatch(seq) {
      filling = seq;
      const usual = isIdle() ? 1 : Math.min(usualBytes, limits.bytes);
      const leastBytes = refused.seq === seq ? refused.bytes : usual;
      return share.take({ leastBytes, mostBytes: Math.max(leastBytes, limits.bytes) });
    },
    fit(reservation, pendings) {
      const bytes = bytesOf(pendings);
      if (!reservation.resize(bytes)) {
        refused = { seq: filling, bytes };
        return false;
      }
      usualBytes = bytes;
      return true;
    },
    forPendings(pendings) {
      const bytes = bytesOf(pendings);
      return share.take({ leastBytes: bytes, mostBytes: bytes });
    },
  };
}

function bytesOf(pendings: readonly Pending[]): number {
  return pendings.reduce((sum, { bytes }) => sum + bytes, 1);
}
