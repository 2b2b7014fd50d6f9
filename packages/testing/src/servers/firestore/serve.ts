import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { hookService } from "./hooks.ts";
import { loadFirestoreService } from "./proto.ts";
import { firestoreService } from "./service.ts";
import { createStore } from "./store.ts";

// A server that Google's own Firestore clients can talk to: `node serve.ts PORT`, on the loopback address.
//
// Limits, preconditions and codes are those of Google's emulator, which the same tests run against where
// there is one; requests may be as large as in production (10 MiB; the emulator's cap is 4 MiB). Not like
// Firestore:
// - all is in memory; nobody has to log in; projects `denied…` and databases `missing…` answer 7 and 5;
// - queries know one filter (equality or IN), a limit and a selection; no order but by name;
// - no transactions (they begin and commit, and nothing is locked), update masks, transforms, listening;
// - no limit on index entries or on the rate of writes; a `Refuse` hook for tests.

const version = "in-repository server of Firestore v1";
const largestRequestBytes = 10 * 1024 * 1024;

const store = createStore();
const server = new Server({ "grpc.max_receive_message_length": largestRequestBytes });
server.addService(loadFirestoreService(), firestoreService(store));
server.addService(hookService, {
  Version: (_: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>) => reply(null, version),
  Refuse({ request }: ServerUnaryCall<readonly string[], unknown>, reply: sendUnaryData<unknown>) {
    for (const name of request) store.refused.add(name);
    reply(null, {});
  },
});
await new Promise<void>((resolve, reject) => {
  const address = `127.0.0.1:${process.argv[2] ?? "58081"}`;
  server.bindAsync(address, ServerCredentials.createInsecure(), (error) =>
    error === null ? resolve() : reject(error),
  );
});
process.once("SIGTERM", () => process.exit(0));
