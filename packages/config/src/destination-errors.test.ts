import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { LoadConfigOptions } from "./load-config.ts";
import { developers, lake, load, oneLake, problems } from "./load-fixture.ts";

describe("errors in destinations", () => {
  it.each<[name: string, text: string, ...expected: string[]]>([
    [
      "an unknown key of a connector, with a suggestion",
      `${oneLake}    regoin: x\n`,
      '6:5 destinations[0].regoin: unknown key (did you mean "region"?)',
    ],
    [
      "an unknown key near a common one",
      `${oneLake}    formt: json\n`,
      '6:5 destinations[0].formt: unknown key (did you mean "format"?)',
    ],
    ["an unknown key near nothing", `${oneLake}    zebra: 1\n`, "6:5 destinations[0].zebra: unknown key"],
    [
      "an unknown key inside a connector's map",
      `${oneLake}    login: { user: a, password: b, passwrd: c }\n`,
      '6:36 destinations[0].login.passwrd: unknown key (did you mean "password"?)',
    ],
    [
      "an unknown key inside a common map",
      `${oneLake}    batch: { recrods: 1 }\n`,
      '6:14 destinations[0].batch.recrods: unknown key (did you mean "records"?)',
    ],
    [
      "a missing key at the start of its map",
      `${developers}destinations:\n  - name: one\n    type: lake\n`,
      "3:5 destinations[0].bucket: this key is required and missing",
    ],
    [
      "a missing name and type",
      `${developers}destinations:\n  - bucket: b\n`,
      "3:5 destinations[0].name: this key is required and missing",
      "3:5 destinations[0].type: this key is required and missing",
    ],
    [
      "text for a destination",
      `${developers}destinations: [warehouse]\n`,
      "2:16 destinations[0]: expected keys and values, got text",
    ],
    [
      "a bare number for a duration",
      `${oneLake}    batch: { wait: 2 }\n`,
      "6:20 destinations[0].batch.wait: expected text, got a number",
    ],
    [
      "a duration without a unit",
      `${oneLake}    batch: { wait: "2" }\n`,
      "6:20 destinations[0].batch.wait: expected a duration such as 500ms, 2s, 10m, 6h or 7d",
    ],
    [
      "a duration of nothing",
      `${oneLake}    limits: { timeout: 0s }\n`,
      "6:24 destinations[0].limits.timeout: must be at least 1ms",
    ],
    [
      "a longest wait below the first",
      `${oneLake}    retry: { first: 10s, longest: 1s }\n`,
      "6:35 destinations[0].retry.longest: must not be shorter than `first`",
    ],
    [
      "a rate of zero",
      `${oneLake}    limits: { per_second: 0 }\n`,
      "6:27 destinations[0].limits.per_second: must be more than 0",
    ],
    [
      "a start that does not exist",
      `${oneLake}    start: end\n`,
      '6:12 destinations[0].start: expected "beginning" or "now"',
    ],
    [
      "yes for true",
      `${oneLake}    paused: yes\n`,
      "6:13 destinations[0].paused: expected true or false, got text",
    ],
    [
      "a filter that would take nothing",
      `${oneLake}    only: { types: [] }\n`,
      "6:20 destinations[0].only.types: must not be empty",
    ],
    [
      "a name with a space",
      `${developers}destinations: [{ name: a b, type: lake, bucket: b }]\n`,
      "2:24 destinations[0].name: expected up to 64 letters, digits, dots, dashes or underscores, starting with a letter or digit",
    ],
    [
      "an unknown connector, with a suggestion and what there is",
      `${developers}destinations: [{ name: a, type: webhok }]\n`,
      '2:33 destinations[0].type: unknown connector type "webhok" (did you mean "webhook"?); built in: sql, lake, webhook',
    ],
    [
      "an unknown connector's common keys all the same",
      `${developers}destinations: [{ name: a, type: x, paused: 1 }]\n`,
      '2:33 destinations[0].type: unknown connector type "x"; built in: sql, lake, webhook',
      "2:44 destinations[0].paused: expected true or false, got a number",
    ],
    [
      "a format that the connector does not take",
      `${oneLake}    format: parqet\n`,
      '6:13 destinations[0].format: a lake destination does not take this format (did you mean "parquet"?); it takes json, parquet',
    ],
    [
      "a value that fits none of several kinds",
      `${oneLake}    secret: 7\n`,
      "6:13 destinations[0].secret: expected text or a list, got a number",
    ],
    [
      "a value inside one of several kinds",
      `${oneLake}    secret: [7]\n`,
      "6:14 destinations[0].secret[0]: expected text, got a number",
    ],
    [
      "two destinations of one name",
      `${oneLake}  - { name: one, type: lake, bucket: c }\n`,
      "6:13 destinations[1].name: already used by destinations[0]; each name must be unique",
    ],
    [
      "a key that is not one",
      `${oneLake}    headers: { "a b": c }\n`,
      '6:16 destinations[0].headers["a b"]: a header has no space in its name',
    ],
    [
      "a text that is too short, and a number that is too large",
      `${oneLake}    parts: 10\n    login: { user: abc, password: b, code: "1" }\n`,
      "6:12 destinations[0].parts: must be at most 9",
      "7:44 destinations[0].login.code: must be at least 4 characters long",
    ],
  ])("name the place and what to do: %s", async (_name, text, ...expected) => {
    expect(await problems(text, { env: { EMPTY: "" } })).toEqual(
      expected.map((line) => `musette.yaml:${line}`),
    );
  });

  const withConfig = (config: z.ZodType): Partial<LoadConfigOptions> => ({
    resolveConnector: async () => ({ ...lake, config }),
  });

  it("blame the connector when its schema throws, without what it said", async () => {
    const throwing = z.strictObject({ bucket: z.string() }).transform(({ bucket }) => {
      throw new TypeError(`no such place: ${bucket}`);
    });
    expect(await problems(oneLake, withConfig(throwing))).toEqual([
      "musette.yaml:4:11 destinations[0].type: this connector's own check of its keys failed (TypeError), which is a fault in the connector",
    ]);
  });

  it("blame the connector when it has a key that every destination has", async () => {
    expect(
      await problems(oneLake, withConfig(z.strictObject({ bucket: z.string(), limits: z.string() }))),
    ).toEqual([
      "musette.yaml:4:11 destinations[0].type: this connector has keys that every destination has already: limits",
    ]);
  });

  it("leave keys that nobody knows to a connector that takes any", async () => {
    const loose = z.looseObject({ bucket: z.string() });
    const config = await load(`${oneLake}    zebra: 1\n    __proto__: 2\n`, withConfig(loose));
    expect(Object.entries(config.destinations[0]?.options ?? {})).toEqual([
      ["bucket", "b"],
      ["zebra", 1],
    ]);
  });
});
