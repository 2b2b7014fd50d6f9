import { ConfigError } from "@musette/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";

const load = (text: string) =>
  loadConfig({ file: "m.yaml", text, env: {}, resolveConnector: async () => undefined, connectorTypes: [] });

async function problems(text: string): Promise<readonly string[]> {
  const error: unknown = await load(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!ConfigError.is(error))
    throw new Error("it was accepted, or failed with another error", { cause: error });
  return error.message.split("\n");
}

const developers = "developers: [{ dev_id: me, api_key: k }]\n";

describe("YAML", () => {
  it.each([
    ["a byte order mark", `\uFEFF${developers}`],
    ["carriage returns", developers.replace("\n", "\r\n")],
    ["a document start", `---\n${developers}...\n`],
    ["an alias", `x: &d { dev_id: me, api_key: k }\n`.replace("x: &d", "developers: [&d") + "  ]\n"],
  ])("is read with %s", async (_name, text) => {
    const { developers } = await load(text);
    expect(developers).toMatchObject([{ devId: "me", apiKey: "k" }]);
  });

  it("keeps unicode as it is", async () => {
    const { developers } = await load(
      'developers: [{ dev_id: "mé 🚴‍♀️ 日本", api_key: "\\u0000\\U0001F6B4" }]',
    );
    expect(developers).toMatchObject([{ devId: "mé 🚴‍♀️ 日本", apiKey: "\0🚴" }]);
  });

  it("follows aliases, whose values are checked where the anchor stands", async () => {
    const text = `server: &s { host: h }\n${developers}journal: *s\n`;
    expect(await problems(text)).toEqual(["m.yaml:1:14 journal.host: unknown key"]);
  });

  it.each([
    [
      "an empty file",
      "",
      "1:1 is empty; it needs at least `developers:` (config/examples/minimal.yaml is a start)",
    ],
    [
      "only comments",
      "# nothing\n",
      "1:1 is empty; it needs at least `developers:` (config/examples/minimal.yaml is a start)",
    ],
    ["a list at the top", "- a\n", "1:1 expected keys and values, got a list"],
    ["text at the top", "hello\n", "1:1 expected keys and values, got text"],
    [
      "a tab",
      `${developers}server:\n\thost: a\n`,
      "3:1 a tab is used for indentation; YAML takes spaces only",
    ],
    ["a key twice", `${developers}${developers}`, "2:1 this key is given twice; keep one"],
    [
      "a merge key",
      `${developers}server: { <<: { port: 1 } }\n`,
      '2:11 server["<<"]: unknown key (YAML 1.2 has no merge keys; write the keys out)',
    ],
    ["a key __proto__", `${developers}__proto__: { server: 1 }\n`, "2:1 __proto__: unknown key"],
    [
      "a key __proto__ inside",
      `${developers}server: { __proto__: { port: 1 } }\n`,
      "2:11 server.__proto__: unknown key",
    ],
    [
      "a key __proto__ in a destination",
      `${developers}destinations: [{ __proto__: { name: a }, name: b, type: c }]\n`,
      '2:57 destinations[0].type: unknown connector type "c"',
    ],
    ["a list as a key", `${developers}? [a]\n: b\n`, "1:1 a key must be text"],
    [
      "a second document",
      `${developers}---\na: 1\n`,
      "2:1 a second document starts here (---); use one file for each",
    ],
    [
      "an unknown alias",
      "developers: *secret\n",
      "1:13 developers: an alias (*) without an anchor (&) above it; quote a value that starts with *",
    ],
    [
      "an alias inside its anchor",
      "developers: &d [*d]\n",
      `1:17 developers${"[0]".repeat(50)}: nested more than 50 deep (an alias inside its own anchor never ends)`,
    ],
    [
      "a tag",
      "developers: [{ dev_id: !secret me, api_key: k }]\n",
      "1:24 tags (!) are not used here; quote a value that starts with !",
    ],
    [
      "a reserved character",
      "developers: @secret\n",
      "1:13 a plain value cannot start with this character; put the value in quotes",
    ],
  ])("with %s is an error that says so", async (_name, text, expected) => {
    expect(await problems(text)).toContain(`m.yaml:${expected}`);
  });

  it("nested without end is one error, not one for each bracket", async () => {
    for (const opening of ["[", "{a: ", "- "]) {
      expect(await problems(opening.repeat(5_000))).toEqual([
        expect.stringMatching(/^m.yaml:1:\d+ nested too deeply$/),
      ]);
    }
  });

  it("whose aliases multiply is given up early", async () => {
    const letters = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const rows = letters.map((letter, index) => {
      const items = index === 0 ? "x" : `*${letters[index - 1]}`;
      return `${letter}: &${letter} [${Array.from({ length: 10 }, () => items).join(",")}]`;
    });
    const lines = await problems(rows.join("\n"));
    expect(lines.filter((line) => line.includes("more than 20000 values"))).toHaveLength(1);
  });

  it("that does not parse is never quoted in a message", async () => {
    for (const text of [
      "key: }hunter2",
      "key: 'hunter2",
      "key: *hunter2",
      "key: !hunter2 x",
      'key: "\\hunter2"',
      "key: &hunter2 &hunter2 x",
      "%hunter2\n---\na",
    ]) {
      expect((await problems(text)).join("\n")).not.toContain("hunter2");
    }
  });

  it("fails with a ConfigError and nothing else, whatever the text", async () => {
    const fragment = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "developers:",
        "destinations:\n",
        "  - name: ",
        "type: sql",
        "[",
        "{",
        "}",
        "]",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "\t",
        "\n",
        ": ",
        "? ",
        "- ",
        "|\n",
        ">-\n",
        "${A}",
        "${file:/}",
        "$${",
        "'",
        '"',
        "#",
        "%YAML 1.1\n---\n",
        "__proto__: ",
        "~",
        ".nan",
        "0x1",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fragment, { maxLength: 25 }), async (fragments) => {
        const error: unknown = await load(fragments.join("")).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(ConfigError);
      }),
      { numRuns: 200 },
    );
  });
});
