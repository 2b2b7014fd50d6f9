import { State } from "../parts/state.tsx";
import type { Tone } from "../parts/tone.ts";
import type { EventStanding } from "../wire/index.ts";

const words: Readonly<Record<EventStanding["standing"], { readonly tone: Tone; readonly text: string }>> = {
  settled: { tone: "ok", text: "settled" },
  waiting: { tone: "plain", text: "waiting its turn" },
  "in-flight": { tone: "plain", text: "being handed over" },
  retrying: { tone: "warn", text: "retrying" },
  "dead-letter": { tone: "bad", text: "dead letter" },
  superseded: { tone: "plain", text: "a newer revision goes instead" },
};

export function Standing({ standing }: Pick<EventStanding, "standing">) {
  const { tone, text } = words[standing];
  return <State tone={tone}>{text}</State>;
}
