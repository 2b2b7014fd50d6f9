import { createSharedMemory, type EventBodies, type EventBody } from "@musette/delivery";
import type { Journal, StoredEvent } from "@musette/journal";

/** Bodies for those who read the history. */
export interface HistoryBodies extends Pick<EventBodies, "load"> {
  /** For one who may read slowly, and holds on to what is read meanwhile. */
  openReader(): BodyReader;
}

export interface BodyReader {
  /**
   * One body per event, in order, as soon as there is memory for their payloads; one call at a time. `done` gives
   * it back, and may be called twice.
   */
  load(events: readonly StoredEvent[]): Promise<OpenBodies>;
  /** Gives back what is left; a load that waits is given up and rejects. */
  close(): void;
}

export interface OpenBodies {
  readonly bodies: readonly (EventBody | Error)[];
  readonly done: () => void;
}

/** All readers together hold bodies of payloads of no more than `maxBytes`, and of one that is larger. */
export function createHistoryBodies(options: {
  readonly bodies: Pick<EventBodies, "load">;
  readonly journal: Pick<Journal, "payloadSizes">;
  readonly maxBytes: number;
}): HistoryBodies {
  const { bodies, journal } = options;
  const memory = createSharedMemory(options.maxBytes);

  async function bytesOf(events: readonly StoredEvent[]): Promise<number> {
    const sizes = await journal.payloadSizes(events.map(({ payloadId }) => payloadId));
    return [...sizes.values()].reduce((sum, bytes) => sum + Math.max(bytes, 0), 1);
  }

  function openReader(): BodyReader {
    let wake = (): void => undefined;
    const closing = new AbortController();
    const share = memory.join(() => wake());
    const open = new Set<() => void>();

    async function take(bytes: number): Promise<() => void> {
      while (!closing.signal.aborted) {
        const taken = share.take({ leastBytes: bytes, mostBytes: bytes });
        if (taken !== undefined) {
          const done = () => {
            open.delete(done);
            taken.giveBack();
          };
          open.add(done);
          return done;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
      throw new Error("The reader was closed while it waited for memory.");
    }

    return {
      async load(events) {
        const done = await take(await bytesOf(events));
        try {
          return { bodies: await bodies.load(events), done };
        } catch (error) {
          done();
          throw error;
        }
      },
      close() {
        closing.abort();
        wake();
        for (const done of open) done();
        share.leave();
      },
    };
  }

  return { load: (events, maxBytes) => bodies.load(events, maxBytes), openReader };
}
