import { isPublicAddress } from "@musette/core";
import { lookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";

export interface EventPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether any address may be connected to; else only those of the public internet. */
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
}

/**
 * Posts one event; resolves with the answer's status. Follows no redirect. The address is judged where it
 * is connected to, so a name cannot lead somewhere else than it did when it was looked at.
 *
 * @throws when nobody answers, or the address is not allowed.
 */
export async function postEvent({ url, headers, body, allowPrivate, signal }: EventPost): Promise<number> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(
    url,
    {
      method: "POST",
      agent: false,
      signal,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      ...(allowPrivate ? {} : { lookup: publicLookup }),
    },
    (answer) => {
      // Nothing in it is wanted, and nobody waits for its end.
      answer.on("error", () => undefined).destroy();
      resolve(answer.statusCode ?? 0);
    },
  );
  outgoing.on("error", reject);
  outgoing.end(body);
  return await promise;
}

const publicLookup: LookupFunction = (name, options, callback) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) {
      callback(error ?? new Error(`${name} has no address`), "");
    } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
      callback(notPublic(name), "");
    } else if (options.all === true) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

function notPublic(host: string): Error {
  return new Error(
    `${host} is not an address of the public internet; if it is yours, set admin.events.allow_private: true`,
  );
}
