import { dirname, join } from "node:path";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { findProgram } from "./find-program.ts";
import type { TestServer } from "./test-server.ts";

/** MariaDB (or MySQL, by its variable), with root and no password; its database `test` exists. */
export const mariadb: TestServer = {
  name: "mariadb",
  urlVariable: "MUSETTE_TEST_MYSQL_URL",
  standardUrl: urlAt(3306),
  debianPackages: ["mariadb-server"],
  user: "mysql",
  stopSignal: "SIGTERM",
  urlAt,

  findProgram: () => findProgram(["mariadbd"]),

  launch({ program, folder, port }) {
    const data = join(folder, "data");
    // Installed beside the daemon or, on Debian, in /usr/bin while the daemon is in /usr/sbin.
    const installer = join(dirname(program).replace(/\/sbin$/, "/bin"), "mariadb-install-db");
    return {
      prepare: [
        {
          file: installer,
          args: [
            "--no-defaults",
            `--datadir=${data}`,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
          ],
        },
      ],
      serve: {
        file: program,
        args: [
          "--no-defaults",
          `--datadir=${data}`,
          "--bind-address=127.0.0.1",
          `--port=${port}`,
          `--socket=${join(folder, "s.sock")}`,
          `--pid-file=${join(folder, "pid")}`,
        ],
      },
    };
  },

  async ask(url, { timeoutMs }) {
    const connection = await connect(url, timeoutMs);
    try {
      const [rows] = await connection.query<RowDataPacket[]>({
        sql: "SELECT VERSION() AS version",
        timeout: timeoutMs,
      });
      const version = String(rows[0]?.["version"]);
      return version.includes("MariaDB") ? `MariaDB ${version}` : `MySQL ${version}`;
    } finally {
      connection.destroy();
    }
  },
};

/** Connects to the URL's database, made when the server does not have it yet. */
async function connect(url: string, timeoutMs: number): Promise<Connection> {
  // Loaded here because whoever wants only a sample payload imports this package too.
  const { createConnection } = await import("mysql2/promise");
  try {
    return await createConnection({ uri: url, connectTimeout: timeoutMs });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ER_BAD_DB_ERROR")) throw error;
  }
  const server = new URL(url);
  const database = decodeURIComponent(server.pathname.slice(1));
  server.pathname = "/";
  const connection = await createConnection({ uri: server.href, connectTimeout: timeoutMs });
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${connection.escapeId(database)}`);
  await connection.changeUser({ database });
  return connection;
}

function urlAt(port: number): string {
  return `mysql://root@127.0.0.1:${port}/test`;
}
