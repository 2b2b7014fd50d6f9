import { search, withParameters } from "../navigation/location.ts";
import { overview } from "../api/live.ts";
import { PageTitle } from "../parts/page-title.tsx";
import { ReadOnlyNote } from "../parts/read-only-note.tsx";
import { number } from "../units/numbers.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { FindEvent } from "./find-event.tsx";
import { Pauses } from "./pauses.tsx";
import { Quarantine } from "./quarantine.tsx";
import { Replay } from "./replay.tsx";
import "../style/deliveries.css";

/** What did not arrive, and what can be done about it. */
export function Deliveries() {
  const shown = search.value.get("show") ?? "dead-letters";
  const tabs = [
    { name: "dead-letters", title: "Dead letters", count: overview.value?.deadLetters ?? 0 },
    { name: "quarantine", title: "Quarantine", count: overview.value?.quarantined ?? 0 },
    { name: "replay", title: "Replay", count: 0 },
  ];
  return (
    <div class="stack">
      <div class="row spread">
        <PageTitle title="Deliveries" />
        <FindEvent />
      </div>
      <ReadOnlyNote />
      <Pauses />
      <nav class="tabs" aria-label="What to look at">
        {tabs.map(({ name, title, count }) => (
          <a
            key={name}
            href={withParameters({
              show: name === "dead-letters" ? null : name,
              after: null,
              destination: null,
              code: null,
              user: null,
              source: null,
            })}
            aria-current={shown === name ? "true" : undefined}
          >
            {title}
            {count > 0 && <span class="count">{number(count)}</span>}
          </a>
        ))}
      </nav>
      {shown === "quarantine" ? <Quarantine /> : shown === "replay" ? <Replay /> : <DeadLetters />}
    </div>
  );
}
