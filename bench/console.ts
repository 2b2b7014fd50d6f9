import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { EventHead } from "@musette/core";
import { openSqliteJournal, type EventListQuery, type EventPlace, type Journal } from "@musette/journal";

const limitMs = 50;
const perAppend = 1_000;
const types = ["activity", "activity", "activity", "daily", "sleep", "body"];
const providers = ["PELOTON", "PELOTON", "IFIT", "GARMIN"];
const users = 5_000;
const startMs = Date.UTC(2025, 0, 1);

type Filter = Omit<EventListQuery, "limit" | "after">;

/** The list of the console over many events: how long a page takes, by filter. */
export async function run({ json, quick }: { json: boolean; quick: boolean }): Promise<boolean> {
  const events = quick ? 100_000 : 1_000_000;
  const rounds = quick ? 50 : 200;
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-console-"));
  try {
    const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
    await fill(journal, events);
    const results: { filter: string; p50Ms: number; p99Ms: number }[] = [];
    for (const [filter, make] of Object.entries(filters(events))) {
      results.push({ filter, ...(await measure(journal, make, rounds)) });
    }
    await journal.close();
    const met = results.every(({ p99Ms }) => p99Ms < limitMs);
    if (json) console.log(JSON.stringify({ benchmark: "console", events, limitMs, met, results }));
    else {
      console.log(`A page of 100 of ${events.toLocaleString("en-US")} events, the newest first:\n`);
      for (const { filter, p50Ms, p99Ms } of results) {
        console.log(
          `${filter.padEnd(34)} p50 ${p50Ms.toFixed(1).padStart(6)} ms   p99 ${p99Ms.toFixed(1).padStart(6)} ms`,
        );
      }
      console.log(`\n${met ? "met" : "NOT MET"}: under ${limitMs} ms at p99 for each`);
    }
    return met;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a page may ask for; numbers vary from page to page. Times are of arrival. */
function filters(events: number): Readonly<Record<string, (round: number) => Filter>> {
  const user = (round: number) => ({ userId: `user-${(round * 37) % users}` });
  const month = (round: number) => {
    const fromMs = startMs + (((round * 7919) % events) / 2) * 1_000;
    return { fromMs, toMs: fromMs + 3_600_000 };
  };
  return {
    none: () => ({}),
    type: () => ({ type: "sleep" }),
    "type nobody has": () => ({ type: "nutrition" }),
    "rare provider": () => ({ provider: "OURA" }),
    "rare provider, type": () => ({ provider: "OURA", type: "sleep" }),
    "provider, type": () => ({ provider: "IFIT", type: "activity" }),
    user,
    "user of half of all": () => ({ userId: "crowd" }),
    "user of half of all, rare provider": () => ({ userId: "crowd", provider: "OURA" }),
    "user, type, provider": (round) => ({ ...user(round), type: "activity", provider: "IFIT" }),
    time: month,
    "time, type, provider": (round) => ({ ...month(round), type: "sleep", provider: "GARMIN" }),
    "time, user": (round) => ({ ...month(round), ...user(round) }),
    "newest of each": () => ({ newestOnly: true }),
    "newest of each, time, type": (round) => ({ ...month(round), type: "activity", newestOnly: true }),
  };
}

/** The first page and the one behind it, in turn. */
async function measure(journal: Journal, make: (round: number) => Filter, rounds: number) {
  const took: number[] = [];
  let after: EventPlace | undefined;
  for (let round = 0; round < rounds; round++) {
    const query = { ...make(Math.floor(round / 2)), limit: 100, after: round % 2 === 0 ? undefined : after };
    const begin = performance.now();
    after = (await journal.listEvents(query)).next ?? undefined;
    took.push(performance.now() - begin);
  }
  took.sort((left, right) => left - right);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function fill(journal: Journal, events: number): Promise<void> {
  const bytes = () => new TextEncoder().encode("{}");
  for (let first = 0; first < events; first += perAppend) {
    await journal.append({
      source: "terra",
      developer: "bench",
      receivedAtMs: startMs + (first / 2) * 1_000,
      bytes: bytes(),
      context: { userId: null, referenceId: null, orderedAtMs: null },
      events: Array.from({ length: perAppend }, (_, item) => head(first + item, item)),
      quarantine: [],
    });
  }
}

function head(number: number, item: number): EventHead {
  const provider = number % 50_000 === 7 ? "OURA" : (providers[number % providers.length] ?? "");
  const startTime = new Date(startMs + number * 500).toISOString();
  return {
    id: randomUUID(),
    key: `bench:${number}`,
    type: types[(number * 31) % types.length] ?? "activity",
    user: { user_id: number % 2 === 0 ? "crowd" : `user-${(number * 13) % users}`, provider },
    startTime,
    endTime: null,
    orderedAtMs: null,
    item,
  };
}
