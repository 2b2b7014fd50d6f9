import { signal } from "@preact/signals";
import type { LiveArrivals, LiveEventName, LiveEvents, Overview, ReplayJob } from "../wire/index.ts";
import { noteAway, noteLive } from "./connection.ts";
import { restoreSession } from "./session.ts";

/** The newest overview; null until the first has come. */
export const overview = signal<Overview | null>(null);
/** What arrived last. */
export const arrivals = signal<LiveArrivals | null>(null);
/** Replays that the stream has told of, by id. */
export const replayJobs = signal<ReadonlyMap<string, ReplayJob>>(new Map());

const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
/** Two heartbeats and a half. */
const silenceMs = 40_000;

/** Listens to the server until the returned function is called; when the server goes away, until it is back. */
export function listenLive(): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let waitMs = firstWaitMs;
  let stopped = false;

  function connect(): void {
    const opened = new EventSource("/admin/live");
    source = opened;
    const on = <Name extends LiveEventName>(name: Name, take: (data: LiveEvents[Name]) => void) =>
      opened.addEventListener(name, ({ data }) => {
        heard();
        take(JSON.parse(data as string) as LiveEvents[Name]);
      });
    on("overview", (data) => (overview.value = data));
    on("arrivals", (data) => (arrivals.value = data));
    on("replay", (data) => (replayJobs.value = new Map(replayJobs.value).set(data.id, data)));
    on("heartbeat", () => undefined);
    opened.addEventListener("open", heard);
    opened.addEventListener("error", again);
  }

  function heard(): void {
    waitMs = firstWaitMs;
    noteLive();
    clearTimeout(silence);
    silence = setTimeout(again, silenceMs);
  }

  /** Not left to EventSource: it gives up on an answer that is not 200, as a proxy gives for a server that is away. */
  function again(): void {
    source?.close();
    clearTimeout(silence);
    clearTimeout(retry);
    if (stopped) return;
    retry = setTimeout(() => {
      // Tells a session that is over from a server that is away.
      void comeBack();
    }, waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
    if (waitMs > firstWaitMs * 2) noteAway();
  }

  async function comeBack(): Promise<void> {
    try {
      await restoreSession();
    } catch {
      noteAway();
      return again();
    }
    if (!stopped) connect();
  }

  connect();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(retry);
    clearTimeout(silence);
  };
}
