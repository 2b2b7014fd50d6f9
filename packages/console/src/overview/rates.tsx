import { MinuteBars } from "../charts/minute-bars.tsx";
import { number } from "../units/numbers.ts";
import type { MinuteRates } from "../wire/index.ts";

/** Events by the minute over the past hour, in and out. */
export function Rates({ rates }: { readonly rates: MinuteRates }) {
  return (
    <div class="rates">
      <Rate label="In" counts={rates.in} colour="--in" />
      <Rate label="Out" counts={rates.out} colour="--out" />
    </div>
  );
}

interface RateProps {
  readonly label: string;
  readonly counts: readonly number[];
  readonly colour: string;
}

function Rate({ label, counts, colour }: RateProps) {
  const total = counts.reduce((sum, one) => sum + one, 0);
  return (
    <figure class="rate">
      <figcaption>
        <span class="rate-label">
          {label}
          <span class="quiet">, events a minute</span>
        </span>
        <span class="rate-now">
          {number(counts.at(-1) ?? 0)} <span class="quiet">now</span>
        </span>
      </figcaption>
      <MinuteBars label={label} counts={counts} colour={colour} height={56} />
      <p class="rate-axis quiet" aria-hidden="true">
        <span>an hour ago</span>
        <span>{number(total)} in the hour</span>
      </p>
    </figure>
  );
}
