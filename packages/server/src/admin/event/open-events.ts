import type { EventBodies, EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";

const mostOpen = 2;
const keptMs = 60_000;

/**
 * Loads the body of an event that somebody looks at. A page asks for several things of it, one after the other, so
 * that the last two bodies are kept for a minute.
 *
 * @returns an error where the payload cannot be normalized any more.
 */
export function createOpenEvents(
  bodies: Pick<EventBodies, "load">,
): (event: StoredEvent) => Promise<EventBody | Error> {
  const open = new Map<number, Promise<EventBody | Error>>();

  async function load(event: StoredEvent): Promise<EventBody | Error> {
    const [body] = await bodies.load([event]);
    return body ?? new Error(`No body was loaded for event ${event.id}.`);
  }

  return async function openEvent(event) {
    const known = open.get(event.seq);
    if (known !== undefined) return await known;
    const loading = load(event);
    open.set(event.seq, loading);
    for (const oldest of open.keys()) {
      if (open.size <= mostOpen) break;
      open.delete(oldest);
    }
    setTimeout(() => open.delete(event.seq), keptMs).unref();
    try {
      return await loading;
    } catch (error) {
      open.delete(event.seq);
      throw error;
    }
  };
}
