import { parseArgs } from "node:util";

/** Each benchmark runs both sides in one run and prints ratios. */
const benchmarks: Readonly<
  Record<
    string,
    () => Promise<{
      readonly run: (options: {
        json: boolean;
        quick: boolean;
        only?: string | undefined;
      }) => Promise<boolean>;
    }>
  >
> = {
  ingest: () => import("./ingest.ts"),
  traces: () => import("./traces.ts"),
  fanout: () => import("./fanout.ts"),
  backlog: () => import("./backlog.ts"),
  history: () => import("./history.ts"),
  sinks: () => import("./sinks.ts"),
  formats: () => import("./formats.ts"),
  console: () => import("./console.ts"),
  "console-page": () => import("./console-page.ts"),
  idle: () => import("./idle.ts"),
  start: () => import("./start.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    /** Part of a benchmark that has parts, as the sinks: `--only s3,isolation`. */
    only: { type: "string" },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
for (const name of names) {
  const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined) {
    console.error(
      `There is no benchmark ${JSON.stringify(name)}. There are: ${Object.keys(benchmarks).join(", ")}.`,
    );
    process.exit(2);
  }
  const met = await (await load()).run(values);
  if (!met) process.exitCode = 1;
}
