import { expect, it } from "vitest";
import { createFailureNotice, type LostSpans } from "./failure-notice.ts";

it("tells at once, then at most once a minute with all that were lost, and when it is over", () => {
  let nowMs = 0;
  const told: (LostSpans | "recovered")[] = [];
  const notice = createFailureNotice({
    onLost: (lost) => told.push(lost),
    onRecovered: () => told.push("recovered"),
    now: () => nowMs,
  });
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

  notice.exported();
  notice.lost(5, refused);
  notice.lost(7, refused);
  notice.lost(1, undefined);
  nowMs = 59_999;
  notice.lost(2, undefined);
  expect(told).toEqual([{ spans: 5, code: "ECONNREFUSED", message: "connect ECONNREFUSED" }]);
  nowMs = 60_000;
  notice.lost(1, new AggregateError([]));
  expect(told.splice(0)).toEqual([expect.anything(), { spans: 11, code: null, message: "AggregateError" }]);

  notice.exported();
  notice.exported();
  expect(told.splice(0)).toEqual(["recovered"]);
  // Lost and over again within the minute: nothing to read twice.
  notice.lost(3, refused);
  notice.exported();
  expect(told).toEqual([]);
  nowMs = 120_000;
  notice.lost(1, refused);
  expect(told).toMatchObject([{ spans: 4 }]);
});
