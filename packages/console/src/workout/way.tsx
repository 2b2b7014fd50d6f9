import { timeOfDay } from "../units/time.ts";
import type { DeliveryAttempt, EventDelivery } from "../wire/index.ts";
import { Standing } from "./standing.tsx";

interface WayProps {
  readonly delivery: EventDelivery;
  readonly receivedAt: string;
}

const mostAttempts = 8;

/** From the disk to one destination, a stop for each attempt. */
export function Way({ delivery, receivedAt }: WayProps) {
  const { name, standing, error, nextAttemptAt, attempts, known } = delivery;
  const shown = attempts.slice(-mostAttempts);
  return (
    <li class="card way">
      <div class="row spread">
        <h3>{name}</h3>
        <Standing standing={standing} />
      </div>
      <ol>
        <li>
          <time dateTime={receivedAt}>{timeOfDay(receivedAt)}</time> on disk
        </li>
        {(known === "some" || shown.length < attempts.length) && (
          <li class="quiet">attempts before these are not remembered</li>
        )}
        {shown.map((attempt, index) => (
          <Attempt attempt={attempt} key={`${attempt.at} ${index}`} />
        ))}
        {shown.length === 0 && error !== null && <li data-outcome="bad">{error.message}</li>}
        {nextAttemptAt !== null && <li class="quiet">next attempt at {timeOfDay(nextAttemptAt)}</li>}
      </ol>
      {standing === "dead-letter" && (
        <a href={`/deliveries?destination=${encodeURIComponent(name)}`}>What to do about it</a>
      )}
    </li>
  );
}

function Attempt({
  attempt: { at, durationMs, outcome, message, records },
}: {
  readonly attempt: DeliveryAttempt;
}) {
  const isDelivered = outcome === "delivered";
  const took = durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
  return (
    <li data-outcome={isDelivered ? "ok" : "bad"}>
      <time dateTime={at}>{timeOfDay(at)}</time> {outcome}
      <span class="quiet">
        {" "}
        in {took}
        {records > 1 ? `, batch of ${records}` : ""}
      </span>
      {message !== null && <span class="way-message">{message}</span>}
    </li>
  );
}
