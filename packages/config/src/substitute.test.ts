import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { developers, load, oneLake, problems } from "./load-fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "musette-config-"));
  await writeFile(join(folder, "secret"), "s3cret\n");
  await writeFile(join(folder, "latin1"), Buffer.from([0x61, 0xe9]));
});
afterAll(() => rm(folder, { recursive: true }));

describe("references", () => {
  const withKey = (key: string) => `developers: [{ dev_id: me, api_key: ${key} }]\n`;
  const apiKey = async (key: string, env: Record<string, string> = {}) =>
    (await load(withKey(key), { env, file: join(folder, "musette.yaml") })).developers[0]?.apiKey;

  it.each([
    ["a variable", '"${KEY}"', { KEY: "v" }, "v"],
    ["a variable inside text", '"a-${KEY}-b-${KEY}"', { KEY: "v" }, "a-v-b-v"],
    ["a default for an unset variable", '"${KEY:-x:y}"', {}, "x:y"],
    ["a default for an empty variable", '"${KEY:-x}"', { KEY: "" }, "x"],
    ["a variable before its default", '"${KEY:-x}"', { KEY: "v" }, "v"],
    ["a file, less its last newline", '"${file:secret}"', {}, "s3cret"],
    ["an escaped reference, as it is", '"$${KEY} $KEY $$"', { KEY: "v" }, "${KEY} $KEY $$"],
    ["a value that looks like YAML, as text", '"${KEY}"', { KEY: "a: [1]\n- #x" }, "a: [1]\n- #x"],
    ["a value that looks like a reference, as text", '"${KEY}"', { KEY: "${OTHER}" }, "${OTHER}"],
    ["digits, as text", '"${KEY}"', { KEY: "0123" }, "0123"],
  ])("replaces %s", async (_name, key, env, expected) => {
    expect(await apiKey(key, env)).toBe(expected);
  });

  it("become a number, or true or false, where one is wanted", async () => {
    const config = await load(
      `${oneLake}    parts: "\${PARTS}"\n    path_style: "\${STYLE}"\nserver: { port: "\${PORT:-81}" }\n`,
      {
        env: { PARTS: "3", STYLE: "true" },
      },
    );
    expect(config.server.port).toBe(81);
    expect(config.destinations[0]?.options).toMatchObject({ parts: 3, path_style: true });
  });

  it("are replaced in values, not in keys or comments", async () => {
    const config = await load(`# \${NOT_SET}\n${oneLake}    headers: { "\${KEY}": "\${KEY}" }\n`, {
      env: { KEY: "v" },
    });
    expect(config.destinations[0]?.options).toMatchObject({ headers: { "${KEY}": "v" } });
  });

  it("do not find what every object inherits", async () => {
    expect(await problems(withKey('"${constructor}"'))).toEqual([
      "musette.yaml:1:37 developers[0].api_key: environment variable constructor is not set (set it, or give a default: ${constructor:-…})",
    ]);
  });

  it("of a quoted number are not accepted when the number was written as text", async () => {
    expect(await problems(`${developers}server: { port: "80" }`)).toEqual([
      "musette.yaml:2:17 server.port: expected a number, got text",
    ]);
  });

  it.each(["${", "${A", "${}", "${A-b}", "${A:-${B}}", "${1A}"])(
    "that are not understood are errors: %s",
    async (key) => {
      expect(await problems(withKey(JSON.stringify(key)))).toEqual([
        "musette.yaml:1:37 developers[0].api_key: a ${…} here is not understood; write ${NAME}, ${NAME:-default} or ${file:/path}, without one inside another, and $${ for a literal ${",
      ]);
    },
  );

  it("to files that cannot be read name the file and the reason", async () => {
    const file = join(folder, "musette.yaml");
    expect(await problems(withKey('"${file:/nowhere/x}"'), { file })).toEqual([
      `${file}:1:37 developers[0].api_key: file /nowhere/x cannot be read: there is no such file`,
    ]);
    expect(await problems(withKey('"${file:latin1}"'), { file })).toEqual([
      `${file}:1:37 developers[0].api_key: file ${join(folder, "latin1")} cannot be read: it is not UTF-8 text`,
    ]);
    expect(await problems(withKey('"${file:.}"'), { file })).toEqual([
      `${file}:1:37 developers[0].api_key: file ${folder} cannot be read: it is a folder`,
    ]);
  });
});
