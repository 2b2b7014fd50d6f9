import { expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { encodeJson } from "./encode-json.ts";

test("is the webhook body that Terra would send", () => {
  const body = { metadata: { summary_id: "ride-1", name: "Größe" } };
  const { bytes, contentType, extension } = encodeJson(makeEvent({ body }));
  expect(JSON.parse(Buffer.from(bytes).toString("utf8"))).toEqual({
    type: "activity",
    user: { user_id: "user-1", provider: "PELOTON", reference_id: "ada" },
    data: [body],
    version: "2022-03-16",
  });
  expect([contentType, extension]).toEqual(["application/json", "json"]);
});
