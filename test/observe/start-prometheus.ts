import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@musette/testing";
import { makeHome } from "../e2e/musette-process.ts";
import { eventually } from "../e2e/eventually.ts";

/** A value of one series, as a query finds it now. */
export interface QueriedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus that scrapes one server every second, as the job `musette`. */
export interface Prometheus extends AsyncDisposable {
  /** @throws {Error} with Prometheus' words where the query is wrong. */
  query(expr: string): Promise<readonly QueriedSeries[]>;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

export async function startPrometheus(program: string, target: string): Promise<Prometheus> {
  const cleanup = new AsyncDisposableStack();
  const home = cleanup.use(await makeHome());
  const config = await home.write(
    "prometheus.yml",
    `
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: musette
    static_configs: [{ targets: ["${new URL(target).host}"] }]
`,
  );
  const origin = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${home.file("data")}`,
      `--web.listen-address=${new URL(origin).host}`,
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  cleanup.defer(async () => {
    if (child.exitCode !== null || !child.kill("SIGKILL")) return;
    await once(child, "exit");
  });
  await eventually("Prometheus", async () => {
    if (child.exitCode !== null) throw new Error(`prometheus ended with ${child.exitCode}:\n${said}`);
    const answer = await fetch(`${origin}/-/ready`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });

  return {
    async query(expr) {
      const body = new URLSearchParams({ query: expr });
      const answer = (await (
        await fetch(`${origin}/api/v1/query`, { method: "POST", body })
      ).json()) as Answer;
      if (answer.status !== "success") throw new Error(`${expr}: ${answer.error ?? "no reason given"}`);
      return (answer.data?.result ?? []).map(({ metric, value }) => ({
        labels: metric,
        value: Number(value[1]),
      }));
    },
    async [Symbol.asyncDispose]() {
      await cleanup.disposeAsync();
    },
  };
}
