import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { eventId, JournalError, type EventHead } from "@musette/core";
import { openSqliteJournal } from "@musette/journal";
import { generatePelotonWorkout, seededRandom, type Random } from "@musette/testing";
import { eventually } from "../../e2e/eventually.ts";
import { makeHome, startMusette, testConfig } from "../../e2e/musette-process.ts";
import type { Proof } from "../proof.ts";
import { expectDelivered } from "./expect-delivered.ts";

const scales = { short: { rounds: 8, posts: 2 }, full: { rounds: 150, posts: 20 } } as const;
const diskMegabytes = 48;

/** Needs the right to mount: root, as in a container or CI. */
export const diskFull: Proof = {
  name: "disk-full",
  title: "The disk is full during append, checkpoint and prune (a file system of 48 MB)",
  bar: "503 with Retry-After, nothing lost, recovers by itself when space returns",

  async run({ scale, seed, signal, ...shown }) {
    const { rounds, posts } = scales[scale];
    const random = seededRandom(seed);
    await using home = await makeHome();
    const disk = home.file("disk");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m`, "musette-prove", disk]);
    try {
      const total = rounds + posts;
      const progress = (done: number) => shown.progress(done, total);
      const journal = await fillJournal(`${disk}/a`, rounds, { random, signal, progress });
      await rm(`${disk}/a`, { recursive: true });
      const server = await fillServer(home, `${disk}/b`, posts, {
        random,
        signal,
        progress: (done) => progress(rounds + done),
      });
      const met =
        journal.lost +
          journal["failed otherwise"] +
          server["not answered 503 with Retry-After"] +
          server.lost ===
        0;
      return {
        met: met && journal.refused > 0 && journal.pruned > 0 && server.refused > 0,
        figures: prefixed({ journal, server }),
      };
    } finally {
      execFileSync("umount", ["--lazy", disk]);
    }
  },
};

interface Chance {
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly progress: (done: number) => void;
}

/** Takes all room of a file system but `leftBytes`; returns how to give it back. */
async function takeRoom(folder: string, leftBytes: number): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(folder);
  const file = `${folder}.filler`;
  try {
    await writeFile(file, Buffer.alloc(Math.max(bavail * bsize - leftBytes, 0)));
  } catch (error) {
    // The journal took room in the meantime: what of the filler there was room for stays.
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
  return () => rm(file, { force: true });
}

/** Appends, settles and prunes while room comes and goes, then reads everything back. */
async function fillJournal(folder: string, rounds: number, { random, signal, progress }: Chance) {
  await mkdir(folder);
  const counts = { rounds, acknowledged: 0, pruned: 0, refused: 0, "failed otherwise": 0, lost: 0 };
  let journal = await openSqliteJournal({ path: `${folder}/journal.db` });
  await journal.openCursor("lake", "beginning");
  /** `seq` and body of what was acknowledged and not pruned. */
  const kept = new Map<number, Buffer>();
  const claims = new Set<string>();
  let settled = 0;
  let number = 0;

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (JournalError.is(error) && error.code === "journal.full") counts.refused++;
      else counts["failed otherwise"]++;
    }
  }
  async function append(): Promise<void> {
    const body = randomBytes(random.integer(1_000, 400_000));
    number += 1;
    const event: EventHead = {
      id: eventId(`item ${number}`, String(number)),
      key: `item ${number}`,
      type: "activity",
      user: { user_id: "ana", provider: "PELOTON" },
      startTime: null,
      endTime: null,
      orderedAtMs: null,
      item: 0,
    };
    const [stored] = await journal.append({
      source: "peloton",
      developer: "tester",
      receivedAtMs: 1_000,
      bytes: new Uint8Array(body),
      context: { userId: "ana", referenceId: null, orderedAtMs: null },
      events: [event],
      quarantine: [],
    });
    counts.acknowledged++;
    if (stored) kept.set(stored.seq, body);
  }
  async function settleAndPrune(): Promise<void> {
    const { headSeq } = await journal.stats();
    if (headSeq > settled) {
      const id = `to ${headSeq}`;
      await journal.claim("lake", { id, after: settled, through: headSeq });
      settled = headSeq;
      claims.add(id);
    }
    // Those too that a full disk left open.
    for (const claimId of claims) {
      await journal.settle("lake", { claimId, removeRetries: [], retries: [], deadLetters: [] });
      claims.delete(claimId);
    }
    await journal.prune({ beforeMs: 2_000, signal });
  }
  /** What is there and is as it was; what a prune has removed is forgotten here too. */
  async function compare(mayBePruned: boolean): Promise<void> {
    const events = await journal.readEvents([...kept.keys()]);
    const payloads = await journal.readPayloads(events.map(({ payloadId }) => payloadId));
    const found = new Map(events.map(({ seq, payloadId }) => [seq, payloads.get(payloadId)?.bytes]));
    for (const [seq, body] of kept) {
      const bytes = found.get(seq);
      if (bytes === undefined && mayBePruned && seq <= settled) {
        kept.delete(seq);
        counts.pruned++;
      } else if (bytes === undefined || !body.equals(bytes)) counts.lost++;
    }
  }

  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    const giveBack = await takeRoom(folder, random.integer(0, 4_000_000));
    for (let n = 0; n < 20; n++) await attempt(append);
    await compare(false);
    await attempt(settleAndPrune);
    await giveBack();
    // Space is back: everything works at once, without anybody's help.
    await append();
    await settleAndPrune();
    await compare(true);
    if (random.chance(0.3)) {
      await journal.close();
      journal = await openSqliteJournal({ path: `${folder}/journal.db` });
    }
    progress(round + 1);
  }
  await journal.close();
  return counts;
}

/** The same from outside: requests to a server whose journal's disk is full now and then. */
async function fillServer(
  home: Awaited<ReturnType<typeof makeHome>>,
  folder: string,
  rounds: number,
  { random, signal, progress }: Chance,
) {
  await mkdir(folder);
  const config = testConfig(home).replace(home.file("journal.db"), `${folder}/journal.db`);
  await using musette = await startMusette(await home.write("musette.yaml", config));
  const counts = { acknowledged: 0, refused: 0, "not answered 503 with Retry-After": 0, lost: 0 };
  const ids = new Set<string>();
  let next = 1;
  const post = async () => {
    const response = await musette.post(
      "/ingest/peloton?user_id=me",
      generatePelotonWorkout({ seed: next++ }),
    );
    const { events = [] } = (await response.json()) as {
      readonly events?: readonly { readonly id: string }[];
    };
    if (response.status === 202) for (const { id } of events) ids.add(id);
    return response;
  };
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    const giveBack = await takeRoom(folder, random.integer(0, 1_000_000));
    for (let n = 0; n < 400 && counts.refused <= round; n++) {
      const response = await post();
      if (response.status === 202) continue;
      counts.refused++;
      const waits = Number(response.headers.get("retry-after")) > 0;
      if (response.status !== 503 || !waits) counts["not answered 503 with Retry-After"]++;
    }
    await giveBack();
    await eventually("room again", async () => ((await post()).status === 202 ? true : undefined));
    progress(round + 1);
  }
  counts.acknowledged = ids.size;
  counts.lost = await expectDelivered(musette, home.file("warehouse.db"), ids);
  return counts;
}

function prefixed(
  groups: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, figures]) =>
      Object.entries(figures).map(([name, figure]) => [`${group}: ${name}`, figure]),
    ),
  );
}
