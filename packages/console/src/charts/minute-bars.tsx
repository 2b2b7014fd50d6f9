import { count } from "../units/numbers.ts";

interface MinuteBarsProps {
  /** `Arrived`, for who cannot see them. */
  readonly label: string;
  /** By the minute, oldest first; the last is the one that is running. */
  readonly counts: readonly number[];
  /** A variable of the style: `--in`. */
  readonly colour: string;
  /** Pixels. */
  readonly height: number;
}

const step = 10;
const gap = 3;

/** Events by the minute as bars. A minute with a single event is still seen. */
export function MinuteBars({ label, counts, colour, height }: MinuteBarsProps) {
  const most = Math.max(1, ...counts);
  const total = counts.reduce((sum, one) => sum + one, 0);
  return (
    <svg
      class="minute-bars"
      viewBox={`0 0 ${counts.length * step} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${count(total, "event")} in the past ${counts.length} minutes, at most ${most} in one.`}
    >
      <path
        d={path(counts, (value) => Math.max(3, (value / most) * (height - 2)), height)}
        fill={`var(${colour})`}
      />
      <path d={`M0 ${height - 0.5}H${counts.length * step}`} stroke="var(--line)" stroke-width="1" />
    </svg>
  );
}

function path(counts: readonly number[], tall: (value: number) => number, height: number): string {
  return counts
    .map((value, index) =>
      value === 0
        ? ""
        : `M${index * step + gap / 2} ${height}v${(-tall(value)).toFixed(1)}h${step - gap}V${height}Z`,
    )
    .join("");
}
