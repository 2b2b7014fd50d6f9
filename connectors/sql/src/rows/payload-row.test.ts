import { expect, test } from "vitest";
import { makeRecord } from "../testing/record.ts";
import { otherPayloadRow } from "./payload-row.ts";

test("a payload is the record's own JSON text", () => {
  const record = { ...makeRecord({ type: "auth" }), json: () => '{"n":12345678901234567890}' };
  expect(otherPayloadRow(record)).toMatchObject({
    payload_type: "auth",
    payload: '{"n":12345678901234567890}',
  });
});
