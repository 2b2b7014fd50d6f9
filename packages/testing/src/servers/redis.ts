import { createConnection } from "node:net";
import { findProgram } from "./find-program.ts";
import type { TestServer } from "./test-server.ts";

/** Redis (or Valkey), which the benchmarks compare with: every write is on disk before its answer. */
export const redis: TestServer = {
  name: "redis",
  urlVariable: "MUSETTE_TEST_REDIS_URL",
  standardUrl: urlAt(6379),
  debianPackages: ["redis-server"],
  stopSignal: "SIGTERM",
  urlAt,

  findProgram: () => findProgram(["redis-server", "valkey-server"]),

  launch({ program, folder, port }) {
    const options = {
      port,
      bind: "127.0.0.1",
      dir: folder,
      save: "",
      appendonly: "yes",
      appendfsync: "always",
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    return { prepare: [], serve: { file: program, args } };
  },

  async ask(url, { timeoutMs }) {
    const { hostname, port, password } = new URL(url);
    const login = password === "" ? "" : `AUTH ${decodeURIComponent(password)}\r\n`;
    const signal = AbortSignal.timeout(timeoutMs);
    const socket = createConnection({ host: hostname, port: Number(port || 6379), signal });
    socket.setEncoding("utf8");
    socket.write(`${login}PING\r\nINFO server\r\n`);
    let answer = "";
    for await (const chunk of socket) {
      answer += String(chunk);
      const refusal = /^-(.*)$/m.exec(answer);
      if (refusal !== null) throw new Error(refusal[1]);
      const version = /^(?:redis|valkey)_version:(\S+)\r$/m.exec(answer);
      if (answer.includes("+PONG") && version !== null) return `Redis ${version[1]}`;
    }
    throw new Error("it closed the connection before it answered PING");
  },
};

function urlAt(port: number): string {
  return `redis://127.0.0.1:${port}`;
}
