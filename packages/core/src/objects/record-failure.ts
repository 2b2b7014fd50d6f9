import type { RecordFailure } from "../connector.ts";
import type { DeliveryError } from "../errors.ts";

/** A record that was not delivered, with the error that says why. */
export function recordFailure(id: string, error: DeliveryError): RecordFailure {
  const { code, message, retryAfterMs } = error;
  return { id, code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
