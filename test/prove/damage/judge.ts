import { JournalError } from "@musette/core";
import { openSqliteJournal, type JournalDamage } from "@musette/journal";
import { readAnswers, type Answers } from "./read-answers.ts";

/** What came of opening and reading an injured journal. */
export interface Judgement {
  readonly outcome:
    /** Every answer is byte for byte as before. */
    | "harmless"
    /** Not opened, with a message that says what to do. */
    | "refused"
    /** Told, and what is served is as before. */
    | "reported"
    /** Something else is served than was stored. */
    | "wrong"
    /** A list for people says something else: of the quarantine, whose payloads are checked, or of states. */
    | "mislisted"
    /** Something is missing, and nobody was told. */
    | "lost";
  readonly detail: string;
}

/** Opens the journal, asks it everything, and compares with what it said when it was well. */
export async function judge(path: string, truth: Answers): Promise<Judgement> {
  const told: string[] = [];
  const kinds = new Set<JournalDamage["kind"]>();
  let answers: Answers;
  try {
    const journal = await openSqliteJournal({ path });
    journal.onDamage(({ kind, message }: JournalDamage) => {
      kinds.add(kind);
      told.push(message);
    });
    try {
      const { signal } = new AbortController();
      await journal.scrub({ restMs: 0, signal }).catch((error) => told.push(messageOf(error)));
      answers = await readAnswers(journal, (error) => told.push(messageOf(error)));
    } finally {
      await journal.close();
    }
  } catch (error) {
    return { outcome: "refused", detail: messageOf(error) };
  }
  const wrong = [...answers].filter(
    ([name, answer]) => truth.get(name) !== answer && !mayDiffer(name, answer, truth, kinds),
  );
  const isListing = ([name]: readonly [string, string]) => /^(quarantined|shown) ?/.test(name);
  const first = wrong.find((answer) => !isListing(answer));
  if (first) return { outcome: "wrong", detail: `${first[0]}: ${first[1].slice(0, 200)}` };
  if (told.length > 0) return { outcome: "reported", detail: told[0] ?? "" };
  if (wrong.length > 0) return { outcome: "mislisted", detail: "" };
  const missing = [...truth.keys()].filter((name) => !answers.has(name) && !isToldToReader(name, answers));
  if (missing.length > 0) return { outcome: "lost", detail: missing.slice(0, 3).join(", ") };
  return { outcome: answers.size === truth.size ? "harmless" : "reported", detail: "" };
}

/** What is not as before where it was told that it may not be. */
function mayDiffer(
  name: string,
  answer: string,
  truth: Answers,
  told: ReadonlySet<JournalDamage["kind"]>,
): boolean {
  const [what, userId, seq] = name.split(" ");
  return (
    // Where the log was cut short, what is newest and where destinations stand is as it was earlier.
    (told.has("log") && what !== "event" && what !== "payload") ||
    // Where the newest copy of an item is damaged, the one before it is the newest that there is.
    (told.has("event") && what === "history" && truth.get(`event ${seq}`) === answer) ||
    (told.has("event") && what === "user" && isSameUser(answer, truth.get(`user ${userId}`))) ||
    // Everything is delivered again: nothing is passed over.
    (told.has("cursors") && what === "standing" && answer.includes('"claimedThrough":0')) ||
    // What a retry or a dead letter was is delivered again.
    ((told.has("retries") || told.has("dead letters")) && what === "retry") ||
    // Gone: it is asked for anew.
    (told.has("connections") && what === "connection" && answer === "null") ||
    (told.has("sessions") && what === "session" && answer === "null") ||
    // The summary by which it was known is what is damaged.
    (told.has("event") && what === "takeover") ||
    // Made anew from an event, but for what only the damaged row knew.
    (told.has("users") && what === "user")
  );
}

/** But for the newest event. */
function isSameUser(one: string, other = "null"): boolean {
  const [a, b] = [one, other].map((text) => {
    const { lastEventAtMs: _, newestStartMs: __, ...user } = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify(user);
  });
  return a === b;
}

/** A payload that is not there is a dead letter, with the reason, where its event is asked for. */
function isToldToReader(name: string, answers: Answers): boolean {
  const [, id] = /^payload (\d+)$/.exec(name) ?? [];
  return id !== undefined && [...answers.values()].some((answer) => answer.endsWith(`"payloadId":${id}}`));
}

/** Anything but an error of ours, with advice, is a defect. */
function messageOf(error: unknown): string {
  if (JournalError.is(error)) return error.message;
  throw error;
}
