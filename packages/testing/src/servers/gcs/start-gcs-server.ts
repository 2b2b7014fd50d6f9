import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createAccounts } from "./accounts.ts";
import { GcsFault } from "./answer.ts";
import type { GcsCall, GcsReply } from "./answer.ts";
import { route } from "./route.ts";
import { createState } from "./state.ts";

/**
 * Google Cloud Storage's JSON API, as far as `@google-cloud/storage` needs it to make buckets and to
 * upload, read, list, patch and delete objects under preconditions; everything is held in memory.
 *
 * Unlike Google: callers without credentials may do everything; tokens must be signed by a service
 * account that `POST /emulator/accounts` made, with `{permissions}` when it is to have few; new
 * permissions and new objects are seen at once; no limits of rate or size; no versions, soft deletion,
 * ACLs, retention policies or IAM conditions; no compose, rewrite, ranges, `delimiter` or transcoding.
 */
export async function startGcsServer({
  port,
}: {
  readonly port: number;
}): Promise<AsyncDisposable & { readonly url: string }> {
  const state = createState();
  const accounts = createAccounts();

  async function answer(incoming: IncomingMessage): Promise<GcsReply> {
    const { method = "", headers } = incoming;
    const url = new URL(incoming.url ?? "/", "http://emulator");
    const body = await buffer(incoming);
    try {
      if (url.pathname === "/emulator/accounts") {
        const { permissions } = JSON.parse(body.toString() || "{}") as {
          readonly permissions?: readonly string[];
        };
        return { status: 200, body: accounts.make(permissions) };
      }
      const grants = accounts.grantsOf(headers.authorization);
      const has = (permission: string) => grants?.permissions.includes(permission) ?? true;
      const call: GcsCall = {
        method,
        url,
        headers,
        body,
        permitted: (permissions) => permissions.filter(has),
        require(permission) {
          if (has(permission)) return;
          const words = `${grants?.email} does not have ${permission} access to the Google Cloud Storage object. Permission '${permission}' denied on resource (or it may not exist).`;
          throw new GcsFault(403, "forbidden", words);
        },
      };
      return route(state, call);
    } catch (error) {
      if (error instanceof GcsFault) return error.reply;
      throw error;
    }
  }

  const server = createServer((incoming, response) => {
    // A client that gives up half-way has asked nothing.
    answer(incoming).then(
      (reply) => send(response, reply),
      () => response.destroy(),
    );
  });
  // Google's client would now and then use a connection in the moment that it is closed for idleness.
  server.keepAliveTimeout = 0;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: GcsReply): void {
  const isBytes = body instanceof Uint8Array;
  const bytes = body === undefined || isBytes ? body : Buffer.from(JSON.stringify(body));
  const type = body === undefined || isBytes ? {} : { "content-type": "application/json; charset=UTF-8" };
  response.writeHead(status, {
    server: "musette-gcs-emulator",
    "content-length": bytes?.length ?? 0,
    ...type,
    ...headers,
  });
  response.end(bytes);
}
