import { IngestError } from "@musette/core";

/**
 * The workout is identified, but a part of it is not what Peloton used to send. The payload is kept
 * and run again after the mapper has learned the new shape.
 *
 * @param expected what should be there, as a noun phrase.
 */
export function unrecognised(pointer: string, expected: string): IngestError {
  return new IngestError(
    "ingest.unrecognised",
    pointer,
    `The Peloton workout has something unknown at ${pointer}, where ${expected} was expected. It needs a newer mapper.`,
  );
}
