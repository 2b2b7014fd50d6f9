import { seededRandom, type Random } from "@musette/testing";
import * as fc from "fast-check";
import { FitEncoder } from "fit-file-parser/encoder";
import { fileCorpus, isFileSource, jsonCorpus, type SampleFile } from "./corpus.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";
import type { FileSource, JsonSource, PayloadSource } from "./payload-source.ts";

/** What is sent: the body of a request, or an uploaded file. */
export interface TriedPayload {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of a file. */
  readonly name?: string;
}

/** The payload with a number: the same for the same seed, whatever was made before it. */
export type MakePayload = (n: number) => TriedPayload;

const corpusEvery = 20_000;
const headerBytes = 14;

export function createMakePayload(source: PayloadSource, seed: number): MakePayload {
  return isFileSource(source) ? fromFiles(source, seed) : fromJson(source, seed);
}

function fromJson(source: JsonSource, seed: number): MakePayload {
  const corpusOf = newestOf((part) => jsonCorpus(source, seed + part));
  const arbitrary = fc.jsonValue({ maxDepth: 6 });
  return (n) => {
    const random = randomOf(seed, n);
    if (random.chance(0.02)) {
      const [value] = fc.sample(arbitrary, { seed: seed + n, numRuns: 1 });
      return { bytes: encode(value) };
    }
    const whole = pickFrom(corpusOf(Math.floor(n / corpusEvery)), random);
    if (random.chance(0.15)) return { bytes: mutateBytes(encode(whole), random) };
    const mutated = mutateJson(whole, random);
    // Two in one body, where the source takes lists.
    return { bytes: encode(random.chance(0.03) ? [mutated, whole, mutated] : mutated) };
  };
}

function fromFiles(source: FileSource, seed: number): MakePayload {
  const corpusOf = newestOf((part) => fileCorpus(source, seed + part));
  return (n) => {
    const random = randomOf(seed, n);
    const file: SampleFile = pickFrom(corpusOf(Math.floor(n / corpusEvery)), random);
    const bytes = mutateBytes(file.bytes, random);
    // Most get no further than the checksum else.
    if (source === "fit" && random.chance(0.8)) mend(bytes);
    return { bytes, name: file.name };
  };
}

/** Makes header and checksums of a FIT file right again. */
function mend(bytes: Uint8Array): void {
  const dataEnd = bytes.length - 2;
  if (dataEnd < headerBytes) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  bytes[0] = headerBytes;
  view.setUint32(4, dataEnd - headerBytes, true);
  bytes.set(Buffer.from(".FIT", "latin1"), 8);
  view.setUint16(12, FitEncoder.calculateCRC(bytes.subarray(0, 12)), true);
  view.setUint16(dataEnd, FitEncoder.calculateCRC(bytes.subarray(0, dataEnd)), true);
}

function randomOf(seed: number, n: number): Random {
  return seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(n, 0xc2b2ae35));
}

function pickFrom<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random.integer(0, items.length - 1)];
  if (item === undefined) throw new Error("The corpus is empty.");
  return item;
}

/** Some values that cannot be written as JSON are left out by `JSON.stringify`: then it is `null`. */
function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value) ?? "null");
}

/** Remembers the newest only. */
function newestOf<Value>(make: (part: number) => Value): (part: number) => Value {
  let newest: { readonly part: number; readonly value: Value } | undefined;
  return (part) => (newest?.part === part ? newest : (newest = { part, value: make(part) })).value;
}
