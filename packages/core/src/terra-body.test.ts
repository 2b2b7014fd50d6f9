import { describe, expect, it } from "vitest";
import { terraBody } from "./terra-body.ts";

const user = { user_id: "u-1", provider: "PELOTON", reference_id: 'O"Neil' };

function record(type: string, item: unknown) {
  return { type, user, item: () => item, json: () => JSON.stringify(item) };
}

describe("the Terra webhook body of a record", () => {
  it.each(["activity", "sleep", "daily", "body", "nutrition", "menstruation"])(
    "has the %s in a list",
    (type) => {
      const item = { metadata: { summary_id: "s" }, type };
      const body: unknown = JSON.parse(terraBody(record(type, item)));
      expect(body).toEqual({ type, user, data: [item], version: "2022-03-16" });
    },
  );

  it("has several items of one user in one list, in the order given", () => {
    const [first, ...others] = [1, 2, 3].map((n) => record("activity", { n }));
    const body: unknown = JSON.parse(terraBody(first ?? record("activity", {}), others));
    expect(body).toEqual({
      type: "activity",
      user,
      data: [{ n: 1 }, { n: 2 }, { n: 3 }],
      version: "2022-03-16",
    });
  });

  it("has an athlete as an object", () => {
    const item = { first_name: "Åsa" };
    const body: unknown = JSON.parse(terraBody(record("athlete", item)));
    expect(body).toEqual({ type: "athlete", user, athlete: item, version: "2022-03-16" });
  });

  it("is the event itself for a user event", () => {
    const event = { type: "auth", status: "success", user };
    expect(terraBody(record("auth", event))).toBe(JSON.stringify(event));
  });

  it("has an item of an unknown type in a list, as its payload had", () => {
    const body: unknown = JSON.parse(terraBody(record("planned_workout", { steps: [] })));
    expect(body).toEqual({ type: "planned_workout", user, data: [{ steps: [] }], version: "2022-03-16" });
  });

  it.each(["activity", "athlete", "auth", "planned_workout"])(
    "says where the body is, in a pointer to an event of type %s that was too large",
    (type) => {
      const facts = { destination: "lake", url: "s3://b/p", id: "i", key: "k", revision: 1 };
      const claimCheck = { ...facts, bytes: 9_000_000, content_type: "application/json" };
      const item = { metadata: { summary_id: "s" }, claim_check: claimCheck };
      const body: unknown = JSON.parse(terraBody({ ...record(type, item), claimCheck }));
      expect(body).toEqual({ type, user, ...item, version: "2022-03-16" });
    },
  );

  it("keeps the text of the item, so that big numbers stay exact", () => {
    const text = '{"id":12345678901234567890}';
    const body = terraBody({ type: "activity", user, item: () => ({}), json: () => text });
    expect(body).toContain(`"data":[${text}]`);
  });
});
