import { randomBytes } from "node:crypto";
import { makeHome, startMusette, type Home, type MusetteProcess } from "../e2e/musette-process.ts";

/** The real server in a process of its own, with everything switched on that can be attacked. */
export interface AttackedServer extends AsyncDisposable {
  readonly musette: MusetteProcess;
  readonly home: Home;
  /** A number of `GET /metrics`; 0 where it is not there. */
  metric(name: string): Promise<number>;
  /** Fails unless the server still takes an honest request. */
  expectAlive(): Promise<void>;
}

export const terraSecret = "terra-signing-secret";

/** @param destinations YAML of a list, indented by two. */
export async function startAttackedServer(
  options: { readonly destinations?: string; readonly plugins?: readonly string[] } = {},
): Promise<AttackedServer> {
  const home = await makeHome();
  const key = randomBytes(32).toString("base64");
  const { destinations = "", plugins = [] } = options;
  const config = `
server: { host: 127.0.0.1, port: 0, max_body: 32MB, shutdown_timeout: 1s }
developers: [{ dev_id: tester, api_key: test-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
sources: { terra: { signing_secret: ${terraSecret} }, peloton: {}, ifit: {}, file: {} }
connect: { public_url: "http://127.0.0.1", redirect_hosts: [app.test], encryption_key: "${key}" }
plugins: ${JSON.stringify(plugins)}
destinations:${destinations === "" ? " []" : `\n${destinations}`}
`;
  const musette = await startMusette(await home.write("musette.yaml", config));

  return {
    musette,
    home,
    async metric(name) {
      const text = await (await fetch(new URL("/metrics", musette.url))).text();
      return Number(
        text
          .split("\n")
          .find((line) => line.startsWith(`${name} `))
          ?.split(" ")[1] ?? 0,
      );
    },
    async expectAlive() {
      const { status } = await fetch(new URL("/healthz", musette.url), {
        signal: AbortSignal.timeout(5_000),
      });
      if (status !== 200) throw new Error(`The server does not answer any more: ${status}.`);
    },
    async [Symbol.asyncDispose]() {
      await musette[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}
