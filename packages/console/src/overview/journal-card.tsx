import { bytes, number } from "../units/numbers.ts";
import type { Overview } from "../wire/index.ts";

/** How full the journal is, and what has been set aside. */
export function JournalCard({
  overview: { journal, quarantined, deadLetters },
}: {
  readonly overview: Overview;
}) {
  const { maxBytes, roomBytes } = journal;
  const whole = maxBytes ?? (roomBytes === null ? null : journal.bytes + roomBytes);
  const share = whole === null || whole === 0 ? null : Math.min(1, journal.bytes / whole);
  return (
    <section class="card journal" aria-labelledby="journal-heading">
      <h2 id="journal-heading">Journal</h2>
      <p class="journal-size">
        {bytes(journal.bytes)} <span class="quiet">in {number(journal.events)} events</span>
      </p>
      {share !== null && (
        <svg class="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="4" rx="0" fill="var(--sunk)" />
          <rect
            width={Math.max(0.6, share * 100)}
            height="4"
            fill={share >= 0.9 ? "var(--bad)" : "var(--in)"}
          />
        </svg>
      )}
      <p class="quiet small">
        {roomBytes === null ? "How much room is left is not known." : `Room for ${bytes(roomBytes)} more`}
        {roomBytes === null
          ? ""
          : maxBytes === null
            ? " on the disk; no limit is configured."
            : ` of the ${bytes(maxBytes)} configured.`}
      </p>
      <hr class="stitch" />
      <dl class="aside-figures">
        <div>
          <dt>Dead letters</dt>
          <dd>
            <a href="/deliveries">{number(deadLetters)}</a>
          </dd>
        </div>
        <div>
          <dt>In quarantine</dt>
          <dd>
            <a href="/deliveries?show=quarantine">{number(quarantined)}</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}
