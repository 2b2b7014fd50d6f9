import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadConfigOptions } from "./load-config.ts";
import { developers, problems } from "./load-fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "musette-config-"));
  await writeFile(join(folder, "secret"), "s3cret\n");
});
afterAll(() => rm(folder, { recursive: true }));

describe("errors", () => {
  it("are all reported at once, in the order of the file", async () => {
    const text = [
      "server: { prot: 1 }",
      'developers: [{ dev_id: "${ID}", api_key: k }]',
      "destinations:",
      "  - name: one",
      "    type: lake",
      "    regoin: x",
      "  - name: one",
      "    type: lak",
      "journal: { retention: 1y, retention: 2d }",
    ].join("\n");
    expect(await problems(text)).toEqual([
      'musette.yaml:1:11 server.prot: unknown key (did you mean "port"?)',
      "musette.yaml:2:24 developers[0].dev_id: environment variable ID is not set (set it, or give a default: ${ID:-…})",
      "musette.yaml:4:5 destinations[0].bucket: this key is required and missing",
      'musette.yaml:6:5 destinations[0].regoin: unknown key (did you mean "region"?)',
      "musette.yaml:7:11 destinations[1].name: already used by destinations[0]; each name must be unique",
      'musette.yaml:8:11 destinations[1].type: unknown connector type "lak" (did you mean "lake"?); built in: sql, lake, webhook',
      "musette.yaml:9:27 this key is given twice; keep one",
    ]);
  });

  it("of a resolver stand at the type, or once at the plugin that it names", async () => {
    const text = `plugins: [./mine.ts]\n${developers}destinations:\n  - { name: a, type: x }\n  - { name: b, type: y }\n`;
    const failing = (error: Error): Partial<LoadConfigOptions> => ({
      file: "/etc/musette.yaml",
      resolveConnector: async () => {
        throw error;
      },
    });
    expect(await problems(text, failing(new Error("mine.ts has no default export")))).toEqual([
      "/etc/musette.yaml:4:22 destinations[0].type: mine.ts has no default export",
      "/etc/musette.yaml:5:22 destinations[1].type: mine.ts has no default export",
    ]);
    const named = Object.assign(new Error("has no default export"), { plugin: "/etc/mine.ts" });
    expect(await problems(text, failing(named))).toEqual([
      "/etc/musette.yaml:1:11 plugins[0]: has no default export",
    ]);
  });

  it("never hold a value that was put in, whatever is wrong with it", async () => {
    const secret = "hunter2-hunter2";
    const text = `developers: [{ dev_id: a, api_key: k }]
server: { host: "\${S}", port: "\${S}", max_body: "\${S}" }
journal: { type: "\${S}" }
sources: { terra: "\${S}" }
destinations:
  - { name: "\${S} x", type: "\${S}", start: "\${S}" }
  - { name: b, type: lake, bucket: b, format: "\${S}", login: "\${S}", parts: "\${file:secret}" }
`;
    const lines = await problems(text, { env: { S: secret }, file: join(folder, "musette.yaml") });
    expect(lines).toHaveLength(10);
    expect(lines.join("\n")).not.toMatch(/hunter2|s3cret/);
  });
});
