import type { Metric } from "./metrics.ts";

const most = 4;
const paceSteps = [10, 15, 30, 60, 120, 300, 600];

/**
 * Where an axis has its lines: at values that are round in the unit that is shown, which is not the one of the
 * curve. Of a pace they are whole minutes and halves of them, so not evenly apart.
 */
export function roundTicks(scale: Metric["scale"], low: number, high: number): number[] {
  if ("perUnit" in scale)
    return linear(low * scale.perUnit, high * scale.perUnit).map((at) => at / scale.perUnit);
  const [fastest, slowest] = [
    scale.paceMeters / high,
    scale.paceMeters / Math.max(low, scale.paceMeters / 1800),
  ];
  for (const step of paceSteps) {
    const first = Math.ceil(fastest / step) * step;
    const count = Math.floor((slowest - first) / step) + 1;
    // Slow paces lie close together at the bottom: every second of a doubling is enough.
    if (count > 0 && count <= most + 2) {
      const all = Array.from({ length: count }, (_, index) => first + index * step);
      return thinned(
        all.map((seconds) => scale.paceMeters / seconds),
        low,
        high,
      ).toReversed();
    }
  }
  return [];
}

function linear(low: number, high: number): number[] {
  const rough = (high - low) / most;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

/** None so close to the one before that their texts would touch. */
function thinned(ticks: readonly number[], low: number, high: number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || Math.abs(last - tick) >= (high - low) / (most + 1)) kept.push(tick);
  }
  return kept;
}
