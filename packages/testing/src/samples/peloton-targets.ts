import type { MetricShape } from "./peloton-metrics.ts";
import type { Random } from "./random.ts";

const secondsPerTarget = 45;

/** What the instructor asks for, every three quarters of a minute: `target_metrics_performance_data`. */
export function classTargets(random: Random, metrics: readonly MetricShape[], classSeconds: number) {
  const targeted = metrics.filter(({ slug }) =>
    ["cadence", "resistance", "incline", "stroke_rate"].includes(slug),
  );
  const count = targeted.length === 0 ? 0 : Math.floor(classSeconds / secondsPerTarget);
  return {
    target_metrics: Array.from({ length: count }, (_, index) => ({
      offsets: { start: index * secondsPerTarget, end: (index + 1) * secondsPerTarget - 1 },
      segment_type: targeted[0]?.slug ?? null,
      metrics: targeted.map(({ slug }) => {
        const lower = random.integer(20, 90);
        return { name: slug, upper: lower + 10, lower };
      }),
    })),
    time_in_metric: targeted.map(({ slug }) => ({ name: slug, value: random.integer(10, 90) })),
  };
}
