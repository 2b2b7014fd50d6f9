import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Makes metrics in one registry. Names have units, in Prometheus' base units. */
export interface MakeMetrics {
  counter<Label extends string>(name: string, help: string, labelNames?: readonly Label[]): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labelNames?: readonly Label[]): Gauge<Label>;
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames?: readonly Label[],
  ): Histogram<Label>;
}

export function createMakeMetrics(registry: Registry): MakeMetrics {
  const registers = [registry];
  return {
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers }),
    gauge: (name, help, labelNames = []) => new Gauge({ name, help, labelNames, registers }),
    histogram: (name, help, buckets, labelNames = []) =>
      new Histogram({ name, help, buckets: [...buckets], labelNames, registers }),
  };
}
