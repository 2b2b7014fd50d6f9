import { describe, expect, it } from "vitest";
import { makeRecord } from "../rows/record.fixture.ts";
import { deletionRecord } from "./deletion-record.ts";
import { isUserDelete } from "./is-user-delete.ts";
import { staleUsers } from "./stale-users.ts";

const user = { user_id: "a:1/é", provider: "PELOTON", reference_id: "ada@example.com", scopes: "all" };

describe("a user.delete event", () => {
  it("is one only when it says whose data it is about", () => {
    expect(isUserDelete(makeRecord({ type: "user.delete", user }))).toBe(true);
    expect(isUserDelete(makeRecord({ type: "deauth", user }))).toBe(false);
    for (const user_id of ["", "-"])
      expect(isUserDelete(makeRecord({ type: "user.delete", user: { ...user, user_id } }))).toBe(false);
  });

  it("keeps nothing of the person but the id, and is one record for each user", () => {
    const item = { type: "user.delete", user, message: "gone" };
    const [first, second] = [1, 2].map((revision) =>
      deletionRecord(makeRecord({ type: "user.delete", key: `event-${revision}`, revision, user, item })),
    );
    expect(JSON.parse(first?.json() ?? "")).toEqual({
      type: "user.delete",
      user: { user_id: "a:1/é", provider: "PELOTON" },
    });
    expect(new TextDecoder().decode(first?.encode().bytes)).toBe(first?.json());
    expect([first?.key, second?.key]).toEqual(Array(2).fill("user.delete:a%3A1%2F%C3%A9"));
    expect([first?.revision, second?.revision]).toEqual([1, 2]);
    const deauth = makeRecord({ type: "deauth", user });
    expect(deletionRecord(deauth)).toBe(deauth);
  });
});

describe("staleUsers", () => {
  it("names the users with something that their deletion takes in, once each", () => {
    const written = [
      { userId: "a", revision: 10 },
      { userId: "a", revision: 9 },
      { userId: "b", revision: 11 },
      { userId: "c", revision: 1 },
    ];
    const deletedAt = new Map([
      ["a", 10],
      ["b", 10],
    ]);
    expect(staleUsers(written, deletedAt)).toEqual([{ userId: "a", revision: 10 }]);
  });
});
