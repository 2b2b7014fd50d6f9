import { createReadStream } from "node:fs";

/**
 * Reads a UTF-8 file, or a pipe, of at most `maxBytes`.
 *
 * @throws an Error whose message completes the sentence "cannot be read: …" and holds none of the content.
 */
export async function readText(
  file: string,
  options: { readonly maxBytes: number; readonly signal?: AbortSignal | undefined },
): Promise<string> {
  const { maxBytes, signal } = options;
  const bytes = await readBytes(file, maxBytes, signal);
  if (bytes.byteLength > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("it is not UTF-8 text", { cause: error });
  }
}

/** At most one byte more than `maxBytes`, which is enough to know that there is too much. */
async function readBytes(file: string, maxBytes: number, signal: AbortSignal | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file, { end: maxBytes, signal })) chunks.push(chunk);
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonOf(error), { cause: error });
  }
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return reasons[code] ?? code;
}
