import assert from "node:assert/strict";
import { DeliveryError } from "@musette/core";
import type { DeliveryCode, RecordFailure } from "@musette/core";

/**
 * Fails unless the attempt fails as a whole with one of these codes: by throwing a `DeliveryError`, or by
 * reporting every record with such a code.
 */
export async function expectCode(
  codes: readonly DeliveryCode[],
  attempt: Promise<readonly RecordFailure[] | void>,
): Promise<void> {
  let failures: readonly RecordFailure[] | void;
  try {
    failures = await attempt;
  } catch (error) {
    if (!DeliveryError.is(error)) throw new Error(`not a DeliveryError: ${String(error)}`, { cause: error });
    assert.ok(
      codes.includes(error.code),
      `${codes.join(" or ")} expected, got ${error.code}: ${error.message}`,
    );
    return;
  }
  const [first] = failures ?? [];
  assert.ok(first, `${codes.join(" or ")} expected, but it succeeded`);
  for (const { code, message } of failures ?? []) {
    assert.ok(codes.includes(code), `${codes.join(" or ")} expected, got ${code}: ${message}`);
  }
}
