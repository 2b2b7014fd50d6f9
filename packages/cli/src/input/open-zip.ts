import { buffer } from "node:stream/consumers";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import type { InputFile, RefusedInput } from "./input-file.ts";
import { isPayloadName } from "./is-payload-name.ts";

/** What a zip may hold. A workout is a few MB, and text packs to a tenth: more is a mistake or a bomb. */
const mostEntries = 50_000;
const mostBytes = 4e9;
const greatestRatio = 300;
/** Below this no ratio does any harm: an empty table packs very well. */
const harmlessBytes = 1e6;

export interface OpenZip {
  readonly files: readonly InputFile[];
  readonly refused: readonly RefusedInput[];
  /** Files that are no payloads by their names. */
  readonly passedOver: number;
  close(): void;
}

/**
 * Lists the payloads in a zip; each is unpacked when it is read, and held to the size that it states.
 *
 * @throws {Error} that says what is wrong with the zip as a whole.
 */
export async function openZip(path: string): Promise<OpenZip> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    return { ...(await listEntries(zip, path)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, path: string): Promise<Omit<OpenZip, "close">> {
  if (zip.entryCount > mostEntries) {
    throw new Error(`it has ${zip.entryCount} files; send zips of at most ${mostEntries}`);
  }
  const files: InputFile[] = [];
  const refused: RefusedInput[] = [];
  let passedOver = 0;
  let totalBytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    totalBytes += entry.uncompressedSize;
    if (totalBytes > mostBytes) {
      throw new Error(`it unpacks to more than ${mostBytes} bytes; send what is in it in several zips`);
    }
    const name = `${path}/${entry.fileName}`;
    if (/\.zip$/i.test(entry.fileName)) {
      refused.push({ name, detail: "is a zip in a zip; unpack it and send what is in it" });
    } else if (isPayloadName(entry.fileName)) {
      const problem = entryProblem(entry);
      if (problem === undefined) files.push(zipEntry(zip, entry, name));
      else refused.push({ name, detail: problem });
    } else {
      passedOver += 1;
    }
  }
  return { files, refused, passedOver };
}

function entryProblem(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return "is encrypted; unpack it with its password and send it";
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > harmlessBytes && uncompressedSize > greatestRatio * compressedSize) {
    return `unpacks to more than ${greatestRatio} times its size, which no workout does; it may be a zip bomb`;
  }
  return undefined;
}

function zipEntry(zip: ZipFile, entry: Entry, name: string): InputFile {
  return {
    name,
    sizeBytes: entry.uncompressedSize,
    modifiedAtMs: entry.getLastModDate({ timezone: "UTC" }).getTime(),
    // An entry that is longer or shorter than it states makes the stream fail.
    read: async () => new Uint8Array(await buffer(await zip.openReadStreamPromise(entry))),
  };
}
