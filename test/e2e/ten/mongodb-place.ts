import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { ensureMongodb } from "@musette/testing";
import { deserialize, serialize, type Document } from "bson";
import { foundIn, type Place } from "./place.ts";

/** A MongoDB, or our wire server, asked in BSON over a socket: no driver. */
export async function mongodbPlace(): Promise<Place> {
  const { url } = await ensureMongodb();
  const database = `ten_${randomUUID().replaceAll("-", "")}`;
  const { hostname, port } = new URL(url);
  const ask = (command: Document) =>
    askMongodb(hostname, Number(port || 27_017), { ...command, $db: database });
  return {
    yaml: { type: "mongodb", url, database },
    client: "OP_MSG by hand",
    async read() {
      const { cursor } = await ask({ find: "activity", filter: {}, limit: 1 });
      const [document] = (cursor as { readonly firstBatch: readonly Document[] }).firstBatch;
      return document && foundIn(JSON.stringify(document));
    },
    async [Symbol.asyncDispose]() {
      await ask({ dropDatabase: 1 });
    },
  };
}

/** @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/#op_msg */
async function askMongodb(host: string, port: number, command: Document): Promise<Document> {
  const opMessage = 2013;
  const headerBytes = 21;
  const body = serialize(command);
  const header = Buffer.alloc(headerBytes);
  [headerBytes + body.length, 1, 0, opMessage, 0].forEach((value, index) =>
    header.writeInt32LE(value, index * 4),
  );
  const socket = connect({ host, port });
  socket.write(Buffer.concat([header, body]));
  let received = Buffer.alloc(0);
  while (received.length < 4 || received.length < received.readInt32LE(0)) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    received = Buffer.concat([received, chunk]);
  }
  socket.destroy();
  const answer = deserialize(received.subarray(headerBytes));
  if (answer["ok"] !== 1) throw new Error(`MongoDB answered ${String(answer["errmsg"])}`);
  return answer;
}
