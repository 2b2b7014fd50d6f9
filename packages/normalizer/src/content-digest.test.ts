import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contentDigest } from "./content-digest.ts";
import { packedNull } from "./pack-series.ts";

const series = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.integer({ min: -40_000, max: 40_000 }),
    fc.integer({ min: -3000, max: 3000 }).map((tenths) => tenths / 10),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
);

/** -0 and 0 are the same number. */
const text = (values: readonly (number | null)[]) => JSON.stringify(values);

test("two series have the same digest only where they hold the same numbers", () => {
  fc.assert(
    fc.property(series, series, (one, other) => {
      const isSame = contentDigest({}, { watts: one }) === contentDigest({}, { watts: other });
      expect(isSame).toBe(text(one) === text(other));
    }),
  );
});

test("series with decimals of any number, and without, are told apart", () => {
  const lists = [[17], [170], [1.7], [1.75], [175], [1.755], [null], [packedNull], [40_000], [0], []];
  const digests = lists.map((values) => contentDigest({}, { speed: values }));
  expect(new Set(digests).size).toBe(lists.length);
});

test("the name and the length of a series count", () => {
  const digests = [
    contentDigest({}, { watts: [1, 2, 3] }),
    contentDigest({}, { rpm: [1, 2, 3] }),
    contentDigest({}, { watts: [1], rpm: [2, 3] }),
    contentDigest({}, { watts: [1, 2], rpm: [3] }),
    contentDigest({}, {}),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test("a series that is packed already has the digest of its numbers", () => {
  expect(contentDigest({}, { watts: Int16Array.of(120, packedNull, 0) })).toBe(
    contentDigest({}, { watts: [120, null, 0] }),
  );
});

test("a long series does not leave anything of itself for the next one", () => {
  const before = contentDigest({}, { watts: [1] });
  contentDigest({}, { watts: Array.from({ length: 100_000 }, (_, index) => index / 3) });
  expect(contentDigest({}, { watts: [1] })).toBe(before);
});

test("the summary counts", () => {
  expect(contentDigest({ avg_watts: 1 })).not.toBe(contentDigest({ avg_watts: 2 }));
});
