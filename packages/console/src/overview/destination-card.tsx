import { MinuteBars } from "../charts/minute-bars.tsx";
import { DestinationState } from "../parts/destination-state.tsx";
import type { Tone } from "../parts/tone.ts";
import { count, number } from "../units/numbers.ts";
import { ago, roughly } from "../units/time.ts";
import type { OverviewDestination } from "../wire/index.ts";

interface DestinationCardProps {
  readonly destination: OverviewDestination;
  /** The server's clock. */
  readonly now: string;
}

/** One destination: how it stands, how far behind it is, what it does, and what to do about it. */
export function DestinationCard({ destination, now }: DestinationCardProps) {
  const { name, type, lagEvents, lagSeconds, out, deadLetters, retries, lastError, advice } = destination;
  const hour = out.reduce((sum, one) => sum + one, 0);
  return (
    <li class="card bag">
      <div class="row spread">
        <h3>
          <a href={`/destinations#${encodeURIComponent(name)}`}>{name}</a>{" "}
          <span class="bag-type">{type}</span>
        </h3>
        <DestinationState destination={destination} />
      </div>
      <hr class="stitch" />
      <dl class="bag-figures">
        <div>
          <dt>Behind</dt>
          <dd>
            {lagEvents === 0 ? "nothing" : count(lagEvents, "event")}
            {lagEvents > 0 && lagSeconds > 0 && <span class="quiet">, {roughly(lagSeconds)}</span>}
          </dd>
        </div>
        <div>
          <dt>Past hour</dt>
          <dd>{number(hour)} delivered</dd>
        </div>
        {retries > 0 && (
          <div>
            <dt>Retrying</dt>
            <dd>{number(retries)}</dd>
          </div>
        )}
        {deadLetters > 0 && (
          <div>
            <dt>Dead letters</dt>
            <dd>
              <a href={`/deliveries?destination=${encodeURIComponent(name)}`}>{number(deadLetters)}</a>
            </dd>
          </div>
        )}
      </dl>
      <MinuteBars label="Delivered" counts={out} colour="--out" height={28} />
      {advice !== null && (
        <div class="notice small" data-tone={noticeTone(destination)}>
          {lastError !== null && (
            <p>
              {lastError.message ?? lastError.code} <span class="bag-when">({ago(lastError.at, now)})</span>
            </p>
          )}
          {lastError === null && deadLetters > 0 && (
            <p>
              It refused {count(deadLetters, "event")} for good;{" "}
              <a href={`/deliveries?destination=${encodeURIComponent(name)}`}>see why and retry</a>.
            </p>
          )}
          {(lastError !== null || deadLetters === 0) && <p>{advice}</p>}
        </div>
      )}
    </li>
  );
}

/** A pause that somebody wanted is no alarm. */
function noticeTone({ status, pausedBy }: OverviewDestination): Tone {
  if (pausedBy === "configuration" || pausedBy === "operator") return "plain";
  return status === "healthy" ? "warn" : "bad";
}
