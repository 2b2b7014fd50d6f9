import type { Tone } from "../parts/tone.ts";
import { count } from "../units/numbers.ts";
import { roughly } from "../units/time.ts";
import type { Overview } from "../wire/index.ts";

interface Statement {
  readonly tone: Tone;
  readonly headline: string;
  readonly detail: string;
}

/** The whole overview in a sentence: what needs somebody first, then what is under way, then that all is well. */
export function statement({
  destinations,
  journal,
  deadLetters,
  quarantined,
  uptimeSeconds,
}: Overview): Statement {
  const running = `Running for ${roughly(uptimeSeconds)}.`;
  const away = destinations.filter(({ pausedBy }) => pausedBy === "failure");
  const [first] = away;
  if (first !== undefined) {
    return {
      tone: "bad",
      headline: away.length === 1 ? `${first.name} is away.` : `${away.length} destinations are away.`,
      detail: `${count(Math.max(...away.map(({ lagEvents }) => lagEvents)), "event")} wait in the journal, and nothing is lost. The others go on.`,
    };
  }
  if (deadLetters > 0 || quarantined > 0) {
    const parts = [
      deadLetters > 0 ? count(deadLetters, "dead letter") : null,
      quarantined > 0 ? `${count(quarantined, "payload")} in quarantine` : null,
    ];
    return {
      tone: "warn",
      headline:
        deadLetters + quarantined === 1 ? "One thing needs a decision." : "A few things need a decision.",
      detail: `${parts.filter((part) => part !== null).join(" and ")}. Everything else goes on. ${running}`,
    };
  }
  const degraded = destinations.filter(({ status }) => status === "degraded");
  if (degraded.length > 0) {
    return {
      tone: "warn",
      headline: `${degraded.map(({ name }) => name).join(", ")} ${degraded.length === 1 ? "is" : "are"} catching up.`,
      detail: `The last batch failed; it is tried again by itself. ${running}`,
    };
  }
  if (journal.events === 0) {
    return {
      tone: "plain",
      headline: "Ready for the first workout.",
      detail: `Nothing has come in yet. ${running}`,
    };
  }
  const behind = Math.max(
    0,
    ...destinations.filter(({ status }) => status !== "paused").map(({ lagEvents }) => lagEvents),
  );
  if (behind > 0) {
    return {
      tone: "plain",
      headline: "On the way.",
      detail: `${count(behind, "event")} being handed over. ${running}`,
    };
  }
  const resting = destinations.filter(({ status }) => status === "paused").length;
  return {
    tone: "ok",
    headline: resting === 0 ? "Everything has arrived." : "All is well; some rest.",
    detail: `${count(journal.events, "event")} in the journal, ${resting === 0 ? "every one handed to every destination" : `${count(resting, "destination")} paused by hand`}. ${running}`,
  };
}
