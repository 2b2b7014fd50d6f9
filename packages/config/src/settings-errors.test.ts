import { describe, expect, it } from "vitest";
import { developers, problems } from "./load-fixture.ts";

describe("errors outside destinations", () => {
  it.each<[name: string, text: string, ...expected: string[]]>([
    [
      "an unknown key at the top",
      `${developers}sevrer: {}\n`,
      '2:1 sevrer: unknown key (did you mean "server"?)',
    ],
    ["a key that is odd in a path", `${developers}"a b": 1\n`, '2:1 ["a b"]: unknown key'],
    ["missing developers", "server: {}\n", "1:1 developers: this key is required and missing"],
    ["an empty list of developers", "developers: []\n", "1:13 developers: at least one developer is needed"],
    [
      "an empty key",
      'developers: [{ dev_id: me, api_key: "" }]\n',
      "1:37 developers[0].api_key: must not be empty",
    ],
    [
      "a key that the variable leaves empty",
      'developers: [{ dev_id: me, api_key: "${EMPTY}" }]\n',
      "1:37 developers[0].api_key: must not be empty",
    ],
    [
      "a number for text",
      "developers: [{ dev_id: me, api_key: 12 }]\n",
      "1:37 developers[0].api_key: expected text, got a number",
    ],
    ["nothing for a map", `${developers}server:\n`, "2:8 server: expected keys and values, got nothing"],
    ["text for a map", `${developers}server: here\n`, "2:9 server: expected keys and values, got text"],
    [
      "a map for a list",
      `${developers}destinations: {}\n`,
      "2:15 destinations: expected a list, got keys and values",
    ],
    [
      "a port out of range",
      `${developers}server: { port: 65536 }\n`,
      "2:17 server.port: must be at most 65535",
    ],
    [
      "a port with a fraction",
      `${developers}server: { port: 1.5 }\n`,
      "2:17 server.port: expected a whole number, got a number",
    ],
    [
      "a size in an unknown unit",
      `${developers}server: { max_body: 32mb }\n`,
      "2:21 server.max_body: expected a size such as 512kB, 32MB or 8MiB",
    ],
    [
      "a size of nothing",
      `${developers}server: { max_body: 0B }\n`,
      "2:21 server.max_body: must be at least 1B and at most 9007TB",
    ],
    [
      "a journal of an unknown type",
      `${developers}journal: { type: postgres }\n`,
      '2:18 journal.type: expected "sqlite"',
    ],
    [
      "an unknown source",
      `${developers}sources: { pelotn: {} }\n`,
      '2:12 sources.pelotn: unknown key (did you mean "peloton"?)',
    ],
    [
      "two developers of one id",
      "developers: [{ dev_id: me, api_key: k }, { dev_id: me, api_key: l }]\n",
      "1:52 developers[1].dev_id: already used by developers[0]; each dev_id must be unique",
    ],
  ])("name the place and what to do: %s", async (_name, text, ...expected) => {
    expect(await problems(text, { env: { EMPTY: "" } })).toEqual(
      expected.map((line) => `musette.yaml:${line}`),
    );
  });
});
