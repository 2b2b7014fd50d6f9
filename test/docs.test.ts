import { execFile } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { loadConfig } from "@musette/config";
import type { ConnectorDefinition } from "@musette/core";
import { checkPath } from "@musette/formats";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadBuiltIn } from "../packages/cli/src/connectors.ts";

const root = path.resolve(import.meta.dirname, "..");
const pages = globSync(["*.md", "docs/**/*.md", "connectors/*/README.md"], { cwd: root });
const texts = new Map(pages.map((page) => [page, readFileSync(path.join(root, page), "utf8")]));

/** TypeScript that pages show, as files: at the path behind "```ts", from the folder of their page. */
mkdirSync(path.join(root, "dist"), { recursive: true });
const shown = mkdtempSync(path.join(root, "dist/docs-"));
afterAll(() => rmSync(shown, { recursive: true }));

const files = [...texts].flatMap(([page, text]) =>
  [...text.matchAll(/^```ts(?: (\S+))?\n(.*?)^```/gms)].map(([, name, source = ""], index) => {
    const file = path.join(shown, path.dirname(page), name ?? `${path.basename(page)}-${index + 1}.ts`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source);
    return file;
  }),
);
const tests = files.filter((file) => file.endsWith(".test.ts"));
for (const test of tests) await import(pathToFileURL(test).href);

/** Enough of a configuration around a page's fragment to check it as a whole. */
function complete(yaml: string): string {
  const fragment: unknown = parse(yaml);
  const keys = typeof fragment === "object" && fragment !== null ? Object.keys(fragment) : [];
  if (Array.isArray(fragment))
    return `developers: [{ dev_id: d, api_key: k }]\ndestinations:\n${yaml.replace(/^/gm, "  ")}`;
  return keys.includes("developers") ? yaml : `developers: [{ dev_id: d, api_key: k }]\n${yaml}`;
}

/** Every variable that a page uses has a value that fits where it stands. */
const values: Readonly<Record<string, string>> = {
  DATABASE_URL: "postgres://user:pass@localhost/db",
  ADMIN_TOKEN: "admin-token-of-the-docs",
  VIEWER_TOKEN: "viewer-token-of-the-docs",
  CONNECT_ENCRYPTION_KEY: "00".repeat(32),
};
const env = new Proxy<Record<string, string>>(
  {},
  {
    get: (_, name) =>
      values[String(name)] ?? (String(name).endsWith("URL") ? "https://example.com/hook" : "value"),
    has: () => true,
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
  },
);

/** A connector that is built in, that is a file of the repository, or that the page itself shows. */
async function resolveConnector(
  type: string,
  plugins: readonly string[],
): Promise<ConnectorDefinition | undefined> {
  for (const plugin of plugins) {
    const file = existsSync(plugin) ? plugin : path.join(shown, path.relative(root, plugin));
    const module = (await import(pathToFileURL(file).href)) as { readonly default: ConnectorDefinition };
    if (module.default.type === type) return module.default;
  }
  return await loadBuiltIn(type);
}

describe("the documentation", () => {
  const blocks = [...texts].flatMap(([page, text]) =>
    [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map((match, index) => ({
      page,
      index: index + 1,
      yaml: match[1] ?? "",
    })),
  );

  it("has YAML in it", () => {
    expect(blocks.length).toBeGreaterThan(2);
  });

  it.each(blocks)("$page, YAML block $index is a valid configuration", async ({ page, yaml }) => {
    const file = path.join(root, page);
    const config = await loadConfig({
      file,
      text: complete(yaml),
      env,
      resolveConnector,
      checkFieldPath: checkPath,
    });
    expect(config.developers.length).toBeGreaterThan(0);
  });

  it("has a connector in it that is held to its guarantee", () => {
    expect(tests.map((file) => path.relative(shown, file))).toEqual([
      "docs/plugins/weather-station/conformance.test.ts",
    ]);
  });

  it("shows TypeScript without errors, by this repository's own settings", { timeout: 60_000 }, async () => {
    const settings = {
      extends: "../../tsconfig.json",
      compilerOptions: { incremental: false, tsBuildInfoFile: null },
      include: ["**/*.ts"],
      exclude: [],
    };
    writeFileSync(path.join(shown, "tsconfig.json"), JSON.stringify(settings));
    const compiler = path.join(root, "node_modules/typescript/bin/tsc");
    const compiling = promisify(execFile)(process.execPath, [compiler, "-p", shown], { cwd: shown });
    const errors = await compiling.then(
      () => "",
      ({ stdout }: { readonly stdout: string }) => stdout,
    );
    expect(files.length).toBeGreaterThan(2);
    expect(errors).toBe("");
  });

  it.each(readdirSync(path.join(root, "connectors")))(
    "has a row of %s in the table of conformance",
    (name) => {
      const row = new RegExp(
        `^\\| ${name}[^|]*\\| +[a-z-]+ +\\| +[1-9]\\d* +\\| +0 +\\| +0 +\\| +0 of `,
        "m",
      );
      expect(texts.get("docs/conformance.md")).toMatch(row);
    },
  );

  it("names tests that are there for all that happens", () => {
    const page = "docs/what-happens-when.md";
    const cases = (texts.get(page) ?? "").split(/^### /m).slice(1);
    const wrong = cases.flatMap((text) => {
      const [, held = ""] = text.split("\nHeld by: ");
      const named = [...held.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)];
      const missing = named.filter(([, name = "", file = ""]) => {
        const source = path.join(root, path.dirname(page), file);
        return !existsSync(source) || !readFileSync(source, "utf8").includes(name);
      });
      return named.length > 0 ? missing.map(([link]) => link) : [`nothing holds: ${text.slice(0, 60)}`];
    });
    expect(cases.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
