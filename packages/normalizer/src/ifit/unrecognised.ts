import { IngestError } from "@musette/core";

/** An identified log of another shape than iFit's: kept raw, to be read again after a mapper fix. */
export function unrecognised(pointer: string, expected: string): IngestError {
  return new IngestError(
    "ingest.unrecognised",
    pointer,
    `The iFit log should have ${expected} at ${pointer}; iFit seems to have changed its shape.`,
  );
}
