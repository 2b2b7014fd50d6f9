import { Client, credentials } from "@grpc/grpc-js";
import type { ServiceDefinition } from "@grpc/grpc-js";

/** What this server offers to tests beside Firestore's own methods; requests and answers are JSON. */
export type HookName = "Version" | "Refuse";

const path = (name: HookName) => `/musette.test.Firestore/${name}`;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value));
const decode = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

export const hookService: ServiceDefinition = Object.fromEntries(
  (["Version", "Refuse"] as const).map((name) => [
    name,
    {
      path: path(name),
      requestStream: false,
      responseStream: false,
      requestSerialize: encode,
      requestDeserialize: decode,
      responseSerialize: encode,
      responseDeserialize: decode,
    },
  ]),
);

/** Calls a hook of the server at `url`. */
export async function callHook(
  url: string,
  name: HookName,
  body: unknown,
  timeoutMs: number,
): Promise<unknown> {
  const client = new Client(new URL(url).host, credentials.createInsecure());
  try {
    return await new Promise((resolve, reject) => {
      const deadline = Date.now() + timeoutMs;
      client.makeUnaryRequest(path(name), encode, decode, body, { deadline }, (error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
  } finally {
    client.close();
  }
}

/** Makes our own server refuse these documents, by their full names. */
export async function refuseFirestoreDocuments(url: string, names: readonly string[]): Promise<void> {
  await callHook(url, "Refuse", names, 5_000);
}
