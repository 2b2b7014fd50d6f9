import { setTimeout as sleep } from "node:timers/promises";
import { JournalError } from "@musette/core/errors";
import type { Journal } from "../journal.ts";
import type { JournalThread } from "./thread/open-thread.ts";
import type { ScrubMend, ScrubPlace, ScrubStep } from "./thread/protocol.ts";

/** Looks at everything, step by step, and has mended what can be; see `Journal.scrub`. */
export async function scrubJournal(
  thread: Pick<JournalThread, "call">,
  { restMs, signal }: Parameters<Journal["scrub"]>[0],
): ReturnType<Journal["scrub"]> {
  let [events, payloads] = [0, 0];
  let place: ScrubPlace | null = { table: "events", after: 0 };
  while (place !== null) {
    signal.throwIfAborted();
    const step: ScrubStep = await thread.call("scrubStep", place);
    for (const lack of step.mend) await mend(thread, lack);
    events += step.events;
    payloads += step.payloads;
    place = step.next;
    if (place !== null) await sleep(restMs, undefined, { signal, ref: false });
  }
  return { events, payloads };
}

async function mend(thread: Pick<JournalThread, "call">, lack: ScrubMend): Promise<void> {
  try {
    await thread.call("scrubMend", lack);
  } catch (error) {
    // What the disk damaged so much that nothing can be written there is told as damage; the rest is looked at.
    if (!JournalError.is(error) || error.code !== "journal.corrupt") throw error;
  }
}
