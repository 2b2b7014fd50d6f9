import { createSharedMemory, type EventBodies, type EventBody } from "@musette/delivery";
import type { Journal, StoredEvent } from "@musette/journal";

/** Bodies for those who read the history. */
export interface HistoryBodies extends Pick<EventBodies, "load"> {
  /** For one who may read slowly, and holds on to what is read meanwhile. */
  openReader(): BodyReader;
}

export interface BodyReader {
  /** Learns how large the payloads of these events are, which are loaded next. */
  expect(events: readonly StoredEvent[]): Promise<void>;
  /**
   * One body per event that was expected, in order, as soon as there is memory for their payloads; one call at a
   * time. `done` gives it back, and may be called twice.
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

  function openReader(): BodyReader {
    let wake = (): void => undefined;
    const closing = new AbortController();
    const share = memory.join(() => wake());
    const open = new Set<() => void>();
    const sizes = new Map<number, number>();

    function bytesOf(events: readonly StoredEvent[]): number {
      const payloads = new Set(events.map(({ payloadId }) => payloadId));
      return [...payloads].reduce((sum, id) => sum + Math.max(sizes.get(id) ?? 0, 1), 0);
    }

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
      async expect(events) {
        const next = await journal.payloadSizes(events.map(({ payloadId }) => payloadId));
        for (const [id, bytes] of next) sizes.set(id, bytes);
      },
      async load(events) {
        const done = await take(bytesOf(events));
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
