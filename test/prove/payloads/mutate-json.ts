import type { Random } from "@musette/testing";

type Container = Record<string, unknown> | unknown[];
interface Place {
  readonly within: Container;
  readonly key: string;
}

const deep = (depth: number, isList: boolean): unknown => {
  let value: unknown = "bottom";
  for (let n = 0; n < depth; n++) value = isList ? [value] : { data: value };
  return value;
};

const awkward: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => "",
  () => "null",
  () => [],
  () => ({}),
  () => [null, [], {}],
  (random) => random.pick([0, -0, -1, 0.1 + 0.2, 1e21, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 63, -(2 ** 31)]),
  (random) => random.integer(-1e15, 1e15),
  (random) => random.pick(["NaN", "-1", "1e999", "0x10", "٣", "१२", "１２", "1_000", " 12 ", "12,5"]),
  (random) =>
    random.pick([
      "2024-02-30T25:61:00Z",
      "0000-00-00T00:00:00Z",
      "+275760-09-13T00:00:00.001Z",
      "-271821-04-19T23:59:59Z",
      "2016-12-31T23:59:60Z",
      "2024-03-10T02:30:00",
      "2024-03-01T06:00:00+99:99",
      "1709280000",
    ]),
  (random) =>
    random.pick([
      "\uD800",
      "\uDC00\uD800",
      "\u0000",
      "\u202Eabc",
      "é",
      "e\u0301",
      "👩‍👩‍👧‍👦",
      "\uFEFF",
      "../../etc/passwd",
      "a\r\nb: c",
      "'; DROP TABLE terra_users; --",
      "${jndi:ldap://x}",
      "=cmd()",
      "__proto__",
      "constructor",
    ]),
  (random) => "x".repeat(random.pick([255, 256, 1_025, 65_537])),
  (random) => deep(random.pick([3, 30, 63, 64, 65, 500]), random.chance(0.5)),
  () =>
    JSON.parse(
      '{"__proto__":{"id":"x","length":-1},"constructor":{"prototype":{"polluted":1}},"toString":1,"valueOf":null}',
    ),
  (random) =>
    Array.from({ length: random.pick([1, 2, 100, 3_000]) }, (_, n) => (random.chance(0.2) ? null : n)),
  () => ({ length: 1e9, 0: 1 }),
];

const strangeKeys = [
  "__proto__",
  "constructor",
  "toString",
  "length",
  "",
  "id",
  "\u0000",
  "then",
  "toJSON",
  "0",
];

/** A copy with one to six random changes, each anywhere in it. */
export function mutateJson(payload: unknown, random: Random): unknown {
  const root: Record<string, unknown> = { payload: structuredClone(payload) };
  for (let left = random.pick([1, 1, 1, 2, 3, 6]); left > 0; left--)
    change(choosePlace(root, random), root, random);
  return root["payload"];
}

function change({ within, key }: Place, root: Container, random: Random): void {
  const value = get(within, key);
  switch (random.integer(0, 9)) {
    case 0:
      remove(within, key);
      return;
    case 1:
      // Under another name, with or without the old one.
      set(
        within,
        Array.isArray(within) ? String(within.length) : `${key}${random.pick(["", "_2", " "])}`,
        value,
      );
      return;
    case 2: {
      const other = choosePlace(root, random);
      set(within, key, structuredClone(get(other.within, other.key)));
      return;
    }
    case 3:
      set(within, key, castOf(value, random));
      return;
    case 4:
      if (typeof value === "object" && value !== null)
        set(value as Container, random.pick(["x", ...strangeKeys]), awkwardOf(random));
      else set(within, key, [value]);
      return;
    case 5:
      if (Array.isArray(value)) resize(value, random);
      else set(within, key, [value, structuredClone(value)]);
      return;
    case 6:
      if (typeof value === "number")
        set(within, key, value * random.pick([-1, 0, 1e-9, 1e9, 1_000, 0.001, 1e300]));
      else set(within, key, awkwardOf(random));
      return;
    default:
      set(within, key, awkwardOf(random));
  }
}

function awkwardOf(random: Random): unknown {
  return awkward[random.integer(0, awkward.length - 1)]?.(random);
}

function castOf(value: unknown, random: Random): unknown {
  if (typeof value === "number") return random.pick<unknown>([String(value), [value], { value }, value > 0]);
  if (typeof value === "string")
    return random.pick<unknown>([
      Number(value) || 0,
      value.split(""),
      { value },
      `${value}\u0000`,
      value.toUpperCase(),
    ]);
  if (Array.isArray(value))
    return random.pick<unknown>([
      Object.fromEntries(value.slice(0, 50).entries()),
      value.length,
      value[0] ?? null,
      JSON.stringify(value),
    ]);
  if (typeof value === "object" && value !== null)
    return random.pick<unknown>([
      Object.values(value),
      Object.entries(value),
      JSON.stringify(value),
      Object.keys(value),
    ]);
  return random.pick<unknown>(["", 0, [], {}]);
}

function resize(list: unknown[], random: Random): void {
  const end = random.integer(0, list.length);
  switch (random.integer(0, 3)) {
    case 0:
      list.length = end;
      return;
    case 1:
      list.push(...structuredClone(list.slice(0, 200)));
      return;
    case 2:
      list.reverse();
      return;
    default:
      list.splice(end, 0, awkwardOf(random));
  }
}

/** Walks down from the root and stops somewhere, near the top more often than its share of the places. */
function choosePlace(root: Container, random: Random): Place {
  let place: Place = { within: root, key: "payload" };
  for (;;) {
    const value = get(place.within, place.key);
    if (typeof value !== "object" || value === null || random.chance(0.12)) return place;
    const keys = Object.keys(value);
    const key = keys[random.integer(0, keys.length - 1)];
    if (key === undefined) return place;
    place = { within: value as Container, key };
  }
}

function get(within: Container, key: string): unknown {
  return Object.hasOwn(within, key) ? (within as Record<string, unknown>)[key] : undefined;
}

function set(within: Container, key: string, value: unknown): void {
  // `length` of a list cannot be defined as anything.
  if (Array.isArray(within) && !/^\d+$/.test(key)) return;
  Object.defineProperty(within, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove(within: Container, key: string): void {
  if (Array.isArray(within)) within.splice(Number(key), 1);
  else delete within[key];
}
