import type { Clock } from "@musette/core";

/** Sends of each kind at most one in a while, and then the newest. */
export interface Throttle<Message> {
  /** Sends now, or when the kind's time has come; one that waits is replaced. Never throws. */
  put(kind: string, message: (raised: number) => Message): void;
  stop(): void;
}

/**
 * @param send Is told the newest message of a kind, made with how many there were since the last.
 */
export function createThrottle<Message>(
  clock: Clock,
  intervalMs: number,
  send: (message: Message) => void,
): Throttle<Message> {
  interface Kind {
    newest: ((raised: number) => Message) | null;
    raised: number;
    cancel: () => void;
  }
  const kinds = new Map<string, Kind>();
  let isStopped = false;

  /** Sends what waits; a kind of which nothing came in a whole interval is forgotten. */
  function flush(name: string, kind: Kind): void {
    const { newest, raised } = kind;
    if (newest === null || isStopped) {
      kinds.delete(name);
      return;
    }
    kind.newest = null;
    kind.raised = 0;
    kind.cancel = clock.after(intervalMs, () => flush(name, kind));
    send(newest(raised));
  }

  return {
    put(name, message) {
      if (isStopped) return;
      const known = kinds.get(name);
      const kind = known ?? { newest: null, raised: 0, cancel: () => undefined };
      kind.newest = message;
      kind.raised += 1;
      if (known !== undefined) return;
      kinds.set(name, kind);
      flush(name, kind);
    },
    stop() {
      isStopped = true;
      for (const { cancel } of kinds.values()) cancel();
    },
  };
}
