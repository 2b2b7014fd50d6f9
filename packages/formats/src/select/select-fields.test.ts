import { array, assert, constantFrom, dictionary, letrec, oneof, property } from "fast-check";
import type { Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import { createSelect } from "./create-select.ts";
import { leaves } from "./leaves.fixture.ts";

/** Few names, so that paths meet them, and the one that must not become a prototype. */
const name = constantFrom("a", "b", "c", "laps", "__proto__", "metadata", "start_time", "name");
const { item } = letrec<{ item: Readonly<Record<string, unknown>>; value: unknown }>((tie) => ({
  item: dictionary(name, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  value: oneof(
    { maxDepth: 4, depthSize: "medium" },
    constantFrom(1, "text", true, null),
    array(tie("value"), { maxLength: 3 }),
    tie("item"),
  ),
}));
const paths: Arbitrary<readonly string[]> = array(
  array(oneof(name, constantFrom("*")), { minLength: 1, maxLength: 4 }).map((names) => names.join(".")),
  { maxLength: 4 },
);
const isIdentity = (leaf: string) => /^\/metadata\/start_time[/=]/.test(leaf);

test("keeping all, or dropping nothing, is the item itself", () => {
  const whole = { metadata: {}, laps: [{ a: null }] };
  expect(createSelect({ keep: ["*"], samples: "all" })(whole, "activity")).toBe(whole);
  assert(
    property(item, (item) => {
      expect(createSelect({ samples: "all" })(item, "activity")).toBe(item);
      expect(createSelect({ keep: Object.keys(item), samples: "all" })(item, "activity")).toEqual(item);
      expect(createSelect({ drop: [], samples: "all" })(item, "activity")).toBe(item);
    }),
  );
});

test("what is kept and what is dropped by the same paths are the whole item, and share only its identity", () => {
  assert(
    property(item, paths, (item, paths) => {
      const kept = leaves(createSelect({ keep: paths, samples: "all" })(item, "activity"));
      const rest = leaves(createSelect({ drop: paths, samples: "all" })(item, "activity"));
      expect([...new Set([...kept, ...rest])].toSorted()).toEqual([...new Set(leaves(item))].toSorted());
      expect(kept.filter((leaf) => rest.includes(leaf) && !isIdentity(leaf))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test("selecting again changes nothing, and the item is as it was", () => {
  assert(
    property(item, paths, paths, (item, keep, drop) => {
      const before = JSON.stringify(item);
      const select = createSelect({ keep, drop, samples: "all" });
      const once = select(item, "activity");
      expect(JSON.stringify(select(once, "activity"))).toBe(JSON.stringify(once));
      expect(JSON.stringify(item)).toBe(before);
    }),
    { numRuns: 1_000 },
  );
});

test("no selection reaches a prototype", () => {
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":1,"a":2},"power_data":{"__proto__":{"b":3},"avg_watts":4}}',
  ) as unknown;
  const result = createSelect({ drop: ["power_data.avg_watts"], samples: "none" })(hostile, "activity");
  expect(JSON.stringify(result)).toBe(
    '{"__proto__":{"polluted":1,"a":2},"power_data":{"__proto__":{"b":3}}}',
  );
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(createSelect({ keep: ["__proto__.a"], samples: "all" })(hostile, "activity")).toEqual(
    JSON.parse('{"__proto__":{"a":2}}'),
  );
});
