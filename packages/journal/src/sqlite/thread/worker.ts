import { parentPort, receiveMessageOnPort } from "node:worker_threads";
import { returnIdleMemory } from "@musette/core/idle-memory";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/open-store.ts";
import { sqliteFailure } from "../store/sqlite-failure.ts";
import { flattenError } from "./flat-error.ts";
import type { FromThread, ThreadOptions, ToThread } from "./protocol.ts";
import { createServer } from "./serve.ts";

/** The file that the thread runs: the first message names the journal, the others are requests. */
const port = parentPort;
if (!port) throw new Error("This file is the journal's thread; call openSqliteJournal.");

function send(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  port?.postMessage(message, [...transfer]);
}

function open(options: ThreadOptions): Store | undefined {
  try {
    return openStore(options);
  } catch (error) {
    send({ kind: "refused", error: flattenError(sqliteFailure(error, "open the journal")) });
    return undefined;
  }
}

port.once("message", (options: ThreadOptions) => {
  const store = open(options);
  // With no more to wait for, the thread ends.
  if (!store) return;
  const serve = createServer(store, {
    send,
    receive: () => receiveMessageOnPort(port)?.message as ToThread | undefined,
    close: () => port.close(),
  });
  port.on("message", serve);
  returnIdleMemory();
  send({ kind: "opened", headSeq: store.headSeq(), damage: store.takeDamage() });
});
