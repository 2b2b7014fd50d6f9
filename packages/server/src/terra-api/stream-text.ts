/** Bytes that are sent at once: with 64 KB, the calls of streams take a twentieth more time (measured). */
const chunkBytes = 262_144;
/** The most bytes that a character of a string can take in UTF-8. */
const bytesPerCharacter = 3;

/**
 * Text as a stream of UTF-8. Resolves when the first group of pieces is there, so that what fails before it can still
 * be answered with a status. A failure later on breaks the stream off, so that nobody takes half for all; a
 * reader that goes away ends the work. Pieces are put together to chunks of 256 KB; only the first group of
 * them is sent at once.
 */
export async function streamText(
  groups: AsyncGenerator<Iterable<string>, void>,
  onError: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const chunks = toChunks(groups);
  let ready: IteratorResult<Uint8Array, void> | undefined = await chunks.next();
  let isCancelled = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = ready ?? (await chunks.next());
        ready = undefined;
        // The reader may have gone away while this was made.
        if (isCancelled) return;
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (isCancelled) return;
        onError(error);
        controller.error(error);
      }
    },
    async cancel() {
      isCancelled = true;
      await chunks.return();
    },
  });
}

async function* toChunks(groups: AsyncGenerator<Iterable<string>, void>): AsyncGenerator<Uint8Array, void> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let used = 0;
  let isFirst = true;
  for await (const group of groups) {
    for (const piece of group) {
      // Written where it goes, rather than joined with others first: each copy of a year is 300 MB.
      if (piece.length * bytesPerCharacter > buffer.length - used) {
        if (used > 0) yield buffer.subarray(0, used);
        buffer = Buffer.allocUnsafe(Math.max(chunkBytes, piece.length * bytesPerCharacter));
        used = 0;
      }
      used += buffer.write(piece, used);
    }
    if (isFirst && used > 0) {
      yield buffer.subarray(0, used);
      buffer = buffer.subarray(used);
      used = 0;
    }
    isFirst = false;
  }
  if (used > 0) yield buffer.subarray(0, used);
}
