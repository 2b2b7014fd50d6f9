import { array, assert, constantFrom, date, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { createTimeReader } from "./create-time-reader.ts";

test.each([
  ["2022-10-28T10:00:00.123456+01:00", Date.UTC(2022, 9, 28, 9) * 1_000 + 123_456],
  ["2022-10-28T23:30:00-0530", Date.UTC(2022, 9, 29, 5) * 1_000],
  ["2022-10-28T10:00Z", Date.UTC(2022, 9, 28, 10) * 1_000],
  ["2022-10-28T10:00:00.5", Date.UTC(2022, 9, 28, 10) * 1_000 + 500_000],
  ["2022-10-28T10:00:00.123456789Z", Date.UTC(2022, 9, 28, 10) * 1_000 + 123_456],
  ["1970-01-01T00:00:00.000000+00:00", 0],
])("%s is %d microseconds", (time, micros) => {
  expect(createTimeReader()(time)).toBe(micros);
});

test.each(["", "yesterday", "2022-10-28", "2022-13-40T10:00:00Z", "2022-10-28T25:00:00Z", null, 7, {}])(
  "%j is no time",
  (time) => {
    expect(createTimeReader()(time)).toBeNaN();
  },
);

test("reads a time the same after any other", () => {
  const time = tuple(
    date({ min: new Date("1971-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
    integer({ min: 0, max: 999 }),
    constantFrom("", "Z", "+00:00", "-05:30", "+0100"),
  ).map(([instant, micros, offset]) => {
    return `${instant.toISOString().slice(0, -1)}${String(micros).padStart(3, "0")}${offset}`;
  });
  const broken = constantFrom("2022-10-28T99:00:00.000000+01:00", "2022-10-28T1a:00:00.000000Z", "x");
  assert(
    property(array(time), broken, (times, wrong) => {
      const readTime = createTimeReader();
      for (const each of times) {
        expect(readTime(each)).toBe(createTimeReader()(each));
        expect(readTime(wrong)).toBeNaN();
      }
    }),
  );
});

test("agrees with Date to the millisecond", () => {
  assert(
    property(
      array(date({ min: new Date("1971-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })),
      (dates) => {
        const readTime = createTimeReader();
        for (const instant of dates) {
          const text = instant.toISOString().replace("Z", "000+00:00");
          expect(readTime(text)).toBe(instant.getTime() * 1_000);
        }
      },
    ),
  );
});

test("reads lists that share times as a new reader would, whatever their order and gaps", () => {
  const second = integer({ min: 0, max: 40 });
  const text = (at: number) => `2024-06-14T17:16:${String(at).padStart(2, "0")}.000000-04:00`;
  assert(
    property(array(array(second, { maxLength: 40 }), { maxLength: 6 }), (lists) => {
      const readTime = createTimeReader();
      for (const at of lists.flat()) expect(readTime(text(at))).toBe(createTimeReader()(text(at)));
    }),
  );
});
