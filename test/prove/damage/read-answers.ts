import { hash } from "node:crypto";
import type { Journal } from "@musette/journal";
import { appendRun, builtUsers } from "./build-journal.ts";

/** Everything that a journal says, each answer under a name, as text. */
export type Answers = ReadonlyMap<string, string>;

/** @param failed is told of a question that was answered with an error; the others are asked all the same. */
export async function readAnswers(journal: Journal, failed: (error: unknown) => void): Promise<Answers> {
  const answers = new Map<string, string>();
  const say = (name: string, value: unknown) => void answers.set(name, JSON.stringify(value ?? null));
  const ask = async (question: () => Promise<void>) => await question().catch(failed);

  await ask(async () => {
    for (let after = 0; ;) {
      const events = await journal.read({ after, limit: 64 });
      if (events.length === 0) break;
      for (const event of events) say(`event ${event.seq}`, event);
      const payloads = await journal.readPayloads(events.map(({ payloadId }) => payloadId));
      for (const [id, { bytes, ...facts }] of payloads) {
        say(`payload ${id}`, { ...facts, bytes: hash("sha256", bytes) });
      }
      after = events.at(-1)?.seq ?? Infinity;
    }
  });
  for (const userId of builtUsers) {
    await ask(async () => {
      const span = { fromMs: 0, toMs: 4e12, limit: 100_000 };
      const items = await journal.history({ developer: "tester", userId, type: "activity", ...span });
      for (const item of items) say(`history ${userId} ${item.seq}`, item);
    });
    await ask(async () => say(`user ${userId}`, await journal.findUser({ userId })));
    await ask(async () => say(`connection ${userId}`, await readConnection(journal, userId)));
    await ask(async () => say(`session ${userId}`, await journal.findSession(`session of ${userId}`)));
  }
  const page = { afterSeq: 0, limit: 1_000 };
  await ask(async () => {
    for (const summary of await journal.destinations()) say(`shown of ${summary.destination}`, summary);
  });
  await ask(async () => {
    const { claimedThrough, claims, ...shown } = await journal.openCursor("lake", "beginning");
    say("standing", { claimedThrough, claims: claims.map(({ id, after, through }) => [id, after, through]) });
    say("shown", { ...shown, attempts: claims.map(({ attempts }) => attempts) });
  });
  await ask(async () => {
    for (const retry of await journal.retries("lake", page)) say(`retry ${retry.seq}`, retry);
  });
  await ask(async () => {
    for (const letter of await journal.deadLetters("lake", page)) say(`dead letter ${letter.seq}`, letter);
  });
  await ask(async () => {
    const items = await journal.quarantined({ afterId: 0, limit: 1_000 });
    for (const item of items) say(`quarantined ${item.id}`, item);
  });
  await ask(async () => {
    const seq = await appendRun(journal, "full", "in full, again");
    const [event] = seq === undefined ? [] : await journal.readEvents([seq]);
    say("takeover", event?.key);
  });
  return answers;
}

async function readConnection(journal: Journal, userId: string): Promise<unknown> {
  const found = await journal.findConnection(userId);
  return found && { ...found, sealed: Buffer.from(found.sealed).toString("hex") };
}
