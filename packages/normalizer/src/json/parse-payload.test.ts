import { generatePelotonWorkout } from "@musette/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../normalize.ts";
import { parsePayload } from "./parse-payload.ts";
import { isNumbers } from "./read-numbers.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parsePayload("peloton", encode(text));

/** The value as `JSON.parse` has it, and how many lists were typed arrays. */
function plain(value: unknown): { readonly value: unknown; readonly lists: number } {
  let lists = 0;
  const copy = (node: unknown): unknown => {
    if (isNumbers(node)) {
      lists += 1;
      return Array.from(node);
    }
    if (Array.isArray(node)) return node.map(copy);
    if (typeof node !== "object" || node === null) return node;
    const fields = Object.entries(node).map(([key, child]) => [key, copy(child)] as const);
    const object: Record<string, unknown> = {};
    for (const [key, child] of fields) {
      // As JSON.parse does it: an own property, also under this name.
      Object.defineProperty(object, key, {
        value: child,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return object;
  };
  return { value: copy(value), lists };
}

const numbers = (count: number, of: (index: number) => unknown = (index) => index) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => of(index)));
const longList = numbers(40);

describe("parsePayload", () => {
  it("gives what JSON.parse gives, with the lists of a workout as typed arrays", () => {
    let withLists = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const text = JSON.stringify(generatePelotonWorkout({ seed }));
      const { value, lists } = plain(parse(text));
      expect(value).toStrictEqual(JSON.parse(text));
      if (text.length > 20_000) withLists += lists;
    }
    expect(withLists).toBeGreaterThan(40);
  });

  it("makes the same events of both", () => {
    const context = { user: { userId: "me", referenceId: null }, orderedAtMs: null };
    for (let seed = 1; seed <= 40; seed++) {
      const text = JSON.stringify(generatePelotonWorkout({ seed }));
      const [typed, untyped] = [parse(text), JSON.parse(text) as unknown].map((payload) =>
        normalize("peloton", payload, context).events.map((event) => ({
          ...event,
          body: event.body(),
          text: [...(event.text?.() ?? [])].join(""),
        })),
      );
      expect(typed).toStrictEqual(untyped);
    }
  });

  it.each([
    ["spaces", `{"values" : [ ${longList.slice(1, -1).replaceAll(",", " , ")} ]}`, 1],
    ["decimals", `{"values":${numbers(40, (index) => index / 10)}}`, 1],
    ["large and negative numbers", `{"values":${numbers(40, (index) => (index - 20) * 5_000)}}`, 1],
    ["long decimals", `{"values":${numbers(40, (index) => index + 0.1234567)}}`, 1],
    ["longer decimals", `{"values":${numbers(40, (index) => index + 0.123456789012)}}`, 0],
    ["two lists under one name", `{"values":${longList},"values":${numbers(50)}}`, 1],
    ["a list that another value replaces", `{"values":${longList},"values":null}`, 0],
    ["a list that replaces another value", `{"values":[],"values":${longList}}`, 1],
    [
      "both names, and a byte order mark",
      `\uFEFF{"values":${longList},"seconds_since_pedaling_start":${longList}}`,
      2,
    ],
    [
      "a list deep inside, and __proto__",
      `[{"__proto__":{"values":${longList}}},[[{"values":${longList}}]]]`,
      2,
    ],
    ["nulls", `{"values":${numbers(40, (index) => (index === 7 ? null : index))}}`, 0],
    ["exponents", `{"values":[${longList.slice(1, -1)},1e2]}`, 0],
    ["minus zero", `{"values":[${longList.slice(1, -1)},-0]}`, 1],
    ["too many digits", `{"values":[${longList.slice(1, -1)},0.30000000000000004]}`, 0],
    ["a short list", '{"values":[1,2]}', 0],
    ["lists of lists", `{"values":[${longList}]}`, 0],
    ["other names", `{"value":${longList},"xvalues":${longList}}`, 0],
    ["a name within a name", `{"\\"values":${longList}}`, 0],
    ["the name as a text", `{"a":"values","b":${longList},"c":"\\"values\\":${longList}"}`, 0],
  ])("reads %s as JSON.parse does", (_, text, lists) => {
    const read = plain(parse(text));
    expect(read.value).toStrictEqual(JSON.parse(text.replace(/^\uFEFF/, "")));
    expect(read.lists).toBe(lists);
  });

  it.each([
    ["a leading zero", `{"values":[01${longList.slice(2)}}`],
    ["a comma too many", `{"values":[${longList.slice(1, -1)},]}`],
    ["a comma too few", `{"values":[${longList.slice(1, -1)} 7]}`],
    ["a point without digits", `{"values":[${longList.slice(1, -1)},7.]}`],
    ["a sign alone", `{"values":[${longList.slice(1, -1)},-]}`],
    ["a list without an end", `{"values":[${longList.slice(1, -1)}`],
    ["a text without a start", `{values":${longList}}`],
    ["a byte order mark after a list", `{"values":${longList}\uFEFF}`],
  ])("refuses %s as JSON.parse does", (_, text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(() => parse(text)).toThrow(SyntaxError);
  });

  it("refuses what is not UTF-8 around a list", () => {
    const bytes = encode(`{"values":${longList},"a":"?"}`);
    bytes[bytes.length - 3] = 0xff;
    expect(() => parsePayload("peloton", bytes)).toThrow(TypeError);
  });

  it("takes nesting that no call stack holds", () => {
    const deep = `{"values":${longList},"deep":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(isNumbers((parse(deep) as { readonly values: unknown }).values)).toBe(true);
  });

  it("leaves the lists of other sources alone", () => {
    const text = `{"values":${longList}}`;
    expect(plain(parsePayload("ifit", encode(text)))).toStrictEqual({ value: JSON.parse(text), lists: 0 });
  });

  it("agrees with JSON.parse on whatever text comes", () => {
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      { weight: 3, arbitrary: fc.integer() },
      { weight: 1, arbitrary: fc.constantFrom(null, "values", -0) },
    );
    const list = fc.array(value, { minLength: 0, maxLength: 60 });
    const payload = fc.array(
      fc.record({ values: list, other: fc.jsonValue({ maxDepth: 2 }), seconds_since_pedaling_start: list }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(payload, fc.nat(), fc.string({ minLength: 1, maxLength: 2 }), (sent, place, noise) => {
        const text = JSON.stringify(sent);
        expect(plain(parse(text)).value).toStrictEqual(JSON.parse(text));
        // And on the same with something wrong in it.
        const at = place % text.length;
        const broken = text.slice(0, at) + noise + text.slice(at + 1);
        expect(outcome(() => plain(parse(broken)).value)).toStrictEqual(
          outcome(() => JSON.parse(broken) as unknown),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    return { error: (error as Error).name };
  }
}
