import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findProgram } from "./find-program.ts";
import type { TestServer } from "./test-server.ts";

/** Debian keeps each major version in a folder of its own, off the PATH. */
const debianFolder = "/usr/lib/postgresql";

/** PostgreSQL, with the user `postgres` trusted on the loopback address. */
export const postgres: TestServer = {
  name: "postgres",
  urlVariable: "MUSETTE_TEST_POSTGRES_URL",
  standardUrl: urlAt(5432),
  debianPackages: ["postgresql"],
  user: "postgres",
  stopSignal: "SIGINT",
  urlAt,

  async findProgram() {
    const versions = (await readdir(debianFolder).catch(() => [])).sort(
      (left, right) => Number(right) - Number(left),
    );
    // `initdb` is looked for because the server must come from the folder that holds both.
    const initdb = await findProgram(
      ["initdb"],
      versions.map((version) => join(debianFolder, version, "bin")),
    );
    return initdb === undefined ? undefined : join(dirname(initdb), "postgres");
  },

  launch({ program, folder, port }) {
    const data = join(folder, "data");
    const initdb = join(dirname(program), "initdb");
    const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`];
    return {
      prepare: [
        { file: initdb, args: ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"] },
      ],
      serve: {
        file: program,
        args: ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      },
    };
  },

  async ask(url, { timeoutMs }) {
    // Loaded here because whoever wants only a sample payload imports this package too.
    const { Client } = await import("pg");
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    // A connection that breaks later than the query is of no interest, but would end the process.
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
      return `PostgreSQL ${rows[0]?.server_version ?? ""}`.trim();
    } finally {
      await client.end().catch(() => {});
    }
  },
};

function urlAt(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}
