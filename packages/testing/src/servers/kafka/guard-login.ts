import type { Socket } from "node:net";
import { readFrames } from "./frames.ts";
import { startScramLogin } from "./scram.ts";
import type { ScramLogin } from "./scram.ts";

export interface KafkaAccount {
  readonly username: string;
  readonly password: string;
}

const apis = { saslHandshake: 17, apiVersions: 18, saslAuthenticate: 36 } as const;
const errors = { none: 0, unsupportedMechanism: 33, authenticationFailed: 58 } as const;
const mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

/**
 * Lets a client's requests pass once it has logged in, and its question for the API versions before that.
 *
 * @see https://kafka.apache.org/protocol (SaslHandshake version 1, SaslAuthenticate version 2)
 */
export function guardLogin(
  client: Socket,
  account: KafkaAccount,
  forward: (frame: Buffer) => void,
  onLogin: (mechanism: string) => void,
): void {
  let mechanism = "";
  let scram: ScramLogin | undefined;
  let isIn = false;

  readFrames(client, (frame) => {
    const api = frame.readInt16BE(4);
    const correlation = frame.subarray(8, 12);
    const body = frame.subarray(14 + Math.max(0, frame.readInt16BE(12)));
    if (isIn || api === apis.apiVersions) return forward(frame);
    if (api === apis.saslHandshake) return shakeHands(correlation, body.toString("utf8", 2));
    // The tagged fields of the header are one byte, the length of the token another, or two.
    if (api === apis.saslAuthenticate && mechanism !== "") return authenticate(correlation, tokenIn(body));
    client.resetAndDestroy();
  });

  function shakeHands(correlation: Buffer, wanted: string): void {
    const isKnown = mechanisms.includes(wanted);
    mechanism = isKnown ? wanted : "";
    if (wanted === "SCRAM-SHA-256" || wanted === "SCRAM-SHA-512") scram = startScramLogin(wanted, account);
    const names = mechanisms.flatMap((name) => [int16(name.length), Buffer.from(name)]);
    const error = int16(isKnown ? errors.none : errors.unsupportedMechanism);
    send(correlation, [error, int32(mechanisms.length), ...names]);
  }

  function authenticate(correlation: Buffer, token: string): void {
    const answer = mechanism === "PLAIN" ? plain(token) : scram?.next(token);
    const error = answer === undefined ? errors.authenticationFailed : errors.none;
    const message = answer === undefined ? compact("Authentication failed") : Buffer.from([0]);
    const noTags = Buffer.from([0]);
    send(correlation, [noTags, int16(error), message, compact(answer ?? ""), Buffer.alloc(8), noTags]);
    if (answer === undefined) {
      // As harshly as a connection can end: the client must bear it.
      setImmediate(() => client.resetAndDestroy());
      return;
    }
    isIn = mechanism === "PLAIN" || answer.startsWith("v=");
    if (isIn) onLogin(mechanism);
  }

  function plain(token: string): string | undefined {
    return token === `\0${account.username}\0${account.password}` ? "" : undefined;
  }

  function send(correlation: Buffer, parts: readonly Buffer[]): void {
    const bytes = Buffer.concat([correlation, ...parts]);
    client.write(Buffer.concat([int32(bytes.length), bytes]));
  }
}

function tokenIn(body: Buffer): string {
  const wide = (body[1] ?? 0) >= 0x80;
  const length = ((body[1] ?? 0) & 0x7f) + (wide ? (body[2] ?? 0) << 7 : 0) - 1;
  const start = wide ? 3 : 2;
  return body.toString("utf8", start, start + length);
}

function compact(text: string): Buffer {
  const size = Buffer.byteLength(text) + 1;
  const prefix = size < 0x80 ? [size] : [(size & 0x7f) | 0x80, size >> 7];
  return Buffer.concat([Buffer.from(prefix), Buffer.from(text)]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
