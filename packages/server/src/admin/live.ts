import type { LiveArrivals, LiveHeartbeat, Overview, ReplayJob } from "@musette/console";
import type { Hono } from "hono";
import { readSessionCookie } from "../console/session-cookie.ts";
import { problemResponse } from "../problem.ts";
import { describeEvent } from "./describe-event.ts";
import { describeInstant } from "./describe-instant.ts";
import { openLiveStream, type LiveStream } from "./live-stream.ts";
import type { AdminOptions } from "./options.ts";
import { tooManyStreams } from "./problems.ts";
import type { Replays } from "./replays.ts";

const mostStreams = 32;
const mostArrivals = 50;
const tickMs = 250;
const overviewMs = 1_000;
const heartbeatMs = 15_000;
/** Who has read nothing for so long is let go. */
const stalledMs = 30_000;

/** What one stream has yet to be told. */
interface Listener {
  readonly stream: LiveStream;
  readonly isAllowed: () => boolean;
  /** Arrivals up to here were told. */
  toldSeq: number;
  overviewDue: boolean;
  overviewAtMs: number;
  heartbeatAtMs: number;
  readAtMs: number;
  /** By id; the newest of each is told. */
  readonly replays: Map<string, ReplayJob>;
}

/**
 * `GET /live`: server-sent events. Nothing waits for a reader: each is told how things stand when it has taken what
 * it was sent before, so that a slow one is told less often, and one that does not read is let go.
 */
export function addLive(
  admin: Hono,
  options: AdminOptions,
  readOverview: () => Promise<Overview>,
  replays: Replays,
): void {
  const { journal, activity, sessions, clock, stopping } = options;
  const listeners = new Set<Listener>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let isTicking = false;
  let headSeq = 0;

  activity.onChange((change) => {
    headSeq = Math.max(headSeq, change.headSeq ?? 0);
    for (const listener of listeners) listener.overviewDue = true;
  });
  replays.onProgress((job) => {
    for (const listener of listeners) listener.replays.set(job.id, job);
  });
  stopping.addEventListener("abort", () => {
    for (const { stream } of listeners) stream.end();
  });

  async function readArrivals(toldSeq: number): Promise<LiveArrivals> {
    const after = Math.max(toldSeq, headSeq - mostArrivals);
    const events = await journal.read({ after, through: headSeq, limit: mostArrivals });
    return { events: events.map(describeEvent), more: after - toldSeq };
  }

  async function tell(listener: Listener, overview: () => Promise<Overview>): Promise<void> {
    const { stream } = listener;
    const nowMs = clock.now();
    if (!listener.isAllowed()) return stream.end();
    if (!stream.isReady) {
      if (nowMs - listener.readAtMs >= stalledMs) stream.end();
      return;
    }
    listener.readAtMs = nowMs;
    if (nowMs - listener.heartbeatAtMs >= heartbeatMs) {
      listener.heartbeatAtMs = nowMs;
      // Ages grow also where nothing happens.
      listener.overviewDue = true;
      stream.send("heartbeat", { now: describeInstant(nowMs) } satisfies LiveHeartbeat);
    } else if (headSeq > listener.toldSeq) {
      const through = headSeq;
      const arrivals = await readArrivals(listener.toldSeq);
      listener.toldSeq = through;
      stream.send("arrivals", arrivals);
    } else if (listener.replays.size > 0) {
      for (const job of listener.replays.values()) stream.send("replay", job);
      listener.replays.clear();
    } else if (listener.overviewDue && nowMs - listener.overviewAtMs >= overviewMs) {
      listener.overviewDue = false;
      listener.overviewAtMs = nowMs;
      stream.send("overview", await overview());
    }
  }

  /** Reads the overview once for all that are due. */
  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      let shared: Promise<Overview> | undefined;
      const overview = async () => await (shared ??= readOverview());
      await Promise.all(Array.from(listeners, async (listener) => await tell(listener, overview)));
    } catch {
      // The journal refuses; those who listen are told when it is well again.
    } finally {
      isTicking = false;
    }
  }

  admin.get("/live", async (context) => {
    const { signal } = context.req.raw;
    const isFull = () => stopping.aborted || listeners.size >= mostStreams;
    if (isFull()) return problemResponse(context, tooManyStreams(mostStreams));
    const { headSeq: newest } = await journal.stats();
    // Others came, the server began to stop, or the reader left meanwhile; from here on nothing waits.
    if (isFull()) return problemResponse(context, tooManyStreams(mostStreams));
    headSeq = Math.max(headSeq, newest);
    const secret = context.req.header("authorization") === undefined ? readSessionCookie(context) : undefined;
    const stream = openLiveStream(() => {
      listeners.delete(listener);
      if (listeners.size === 0) clearInterval(timer);
    });
    const nowMs = clock.now();
    const listener: Listener = {
      stream,
      // Listening is no use of a session: one that nobody uses ends while a page is open.
      isAllowed: () => secret === undefined || sessions.find(secret, "peek") !== undefined,
      toldSeq: headSeq,
      overviewDue: true,
      overviewAtMs: 0,
      heartbeatAtMs: nowMs,
      readAtMs: nowMs,
      replays: new Map(replays.list().flatMap((job) => (job.state === "running" ? [[job.id, job]] : []))),
    };
    if (listeners.size === 0) timer = setInterval(() => void tick(), tickMs);
    listeners.add(listener);
    signal.addEventListener("abort", () => stream.end());
    if (signal.aborted) stream.end();
    void tick();
    return stream.response;
  });
}
