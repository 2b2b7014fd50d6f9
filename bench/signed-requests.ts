import { createHash, type Hash } from "node:crypto";
import { generatePelotonWorkout } from "@musette/testing";
import { benchSecret } from "./signature-required.ts";

/** A workout id that no generator makes, to be found and replaced. */
const placeholderId = "0123456789abcdef0123456789abcdef";
/** A signature is good for 300 seconds; a new prefix is hashed long before. */
const prefixLifetimeMs = 60_000;

/**
 * A half-hour ride at one sample a second, about 60 KB of JSON, with the placeholder as its id and the
 * id near the end.
 */
export function benchPayload(): string {
  const { workout, ...rest } = generatePelotonWorkout({ seed: 1 });
  const { id: _, ...others } = workout;
  return JSON.stringify({ ...rest, workout: { ...others, id: placeholderId } });
}

/**
 * Signed requests that differ in the workout's id only, so that every one is a new workout. What comes
 * before the id is hashed once and its state copied: a request costs the load generator some
 * microseconds, and the cores belong to the server under test.
 *
 * @param payload `benchPayload()`.
 */
export function createSignedRequests(
  payload: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): () => readonly Uint8Array[] {
  const idAt = payload.indexOf(placeholderId);
  if (idAt === -1) throw new Error("the payload holds no placeholder id to replace");
  const before = Buffer.from(payload.slice(0, idAt));
  const after = payload.slice(idAt + placeholderId.length);
  const length = before.length + placeholderId.length + Buffer.byteLength(after);
  const runId = Date.now().toString(16).padStart(16, "0").slice(-16);
  const fixed = Object.entries({ host: "127.0.0.1", "content-type": "application/json", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  let count = 0;
  let prefix = hashPrefix(before);

  return function nextRequest() {
    if (Date.now() - prefix.madeAtMs > prefixLifetimeMs) prefix = hashPrefix(before);
    const end = `${runId}${(count++).toString(16).padStart(16, "0")}${after}`;
    const inner = prefix.hash.copy().update(end).digest();
    const signature = createHash("sha256").update(keyBlock(0x5c)).update(inner).digest("hex");
    const head = `POST ${path} HTTP/1.1\r\n${fixed}content-length: ${length}\r\nterra-signature: t=${prefix.stamp},v1=${signature}\r\n\r\n`;
    return [Buffer.from(head, "latin1"), before, Buffer.from(end)];
  };
}

interface HashedPrefix {
  readonly stamp: string;
  readonly madeAtMs: number;
  /** SHA-256 after the inner key block, the time and the payload up to the id (RFC 2104). */
  readonly hash: Hash;
}

function hashPrefix(before: Buffer): HashedPrefix {
  const madeAtMs = Date.now();
  const stamp = String(Math.floor(madeAtMs / 1000));
  const hash = createHash("sha256").update(keyBlock(0x36)).update(`${stamp}.`).update(before);
  return { stamp, madeAtMs, hash };
}

/** The secret, padded to SHA-256's block of 64 bytes and mixed with HMAC's pad byte (RFC 2104). */
function keyBlock(pad: number): Buffer {
  const block = Buffer.alloc(64);
  block.write(benchSecret);
  return block.map((byte) => byte ^ pad) as Buffer;
}
