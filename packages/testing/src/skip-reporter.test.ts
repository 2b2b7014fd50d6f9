import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../../..");
const vitest = join(repository, "node_modules/vitest/vitest.mjs");

/** Inside the repository, so that the files written to it find vitest. */
let folder: string;
beforeAll(async () => {
  const cache = join(repository, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, "skip-reporter-"));
  const reporter = join(import.meta.dirname, "skip-reporter.ts");
  const config = `import skipReporter from ${JSON.stringify(reporter)};
export default { test: { include: ["*.test.ts"], exclude: [], reporters: ["default", skipReporter()] } };`;
  await writeFile(join(folder, "vitest.config.ts"), config);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs vitest itself on one test file; its output, line by line. */
async function run(
  name: string,
  source: string,
): Promise<{ readonly code: unknown; readonly lines: string[] }> {
  await writeFile(
    join(folder, `${name}.test.ts`),
    `import { describe, expect, it } from "vitest";\n${source}`,
  );
  const args = [vitest, "run", "--root", folder, `${name}.test.ts`];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, CI: "true" } }, (error, stdout) => {
      resolve({ code: error?.code ?? 0, lines: stdout.trimEnd().split("\n") });
    });
  });
}

describe("the reporter of what was skipped", () => {
  it("names each suite once, single tests, and their reasons, and counts on the last line", async () => {
    const { code, lines } = await run(
      "skips",
      `
      const none = true;
      describe("outer", () => {
        it("runs", () => expect(1).toBe(1));
        describe.skipIf(none)("on PostgreSQL (no postgres: none at 5432)", () => {
          it("a", () => expect(1).toBe(1));
          describe("inner", () => { it("b", () => expect(1).toBe(1)); });
        });
        it("needs a second disk", (context) => context.skip("there is one disk"));
      });`,
    );
    expect(code).toBe(0);
    expect(lines.slice(lines.indexOf("Skipped:"))).toEqual([
      "Skipped:",
      "  skips.test.ts > outer > on PostgreSQL (no postgres: none at 5432) (2 tests)",
      "  skips.test.ts > outer > needs a second disk: there is one disk",
      "",
      "1 passed, 0 failed, 3 skipped",
    ]);
  });

  it("counts failed tests, and says nothing of skips when there are none", async () => {
    const { code, lines } = await run(
      "fails",
      `it("a", () => expect(1).toBe(2)); it("b", () => expect(1).toBe(1));`,
    );
    expect(code).toBe(1);
    expect(lines).not.toContain("Skipped:");
    expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped");
  });

  it("counts a file that cannot be loaded, and an error outside any test", async () => {
    const broken = await run("broken", `throw new Error("not today");`);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.lines.at(-1)).toBe("0 passed, 1 failed, 0 skipped");

    const stray = await run(
      "stray",
      `it("a", () => { setTimeout(() => { throw new Error("late"); }, 0); return new Promise((r) => setTimeout(r, 50)); });`,
    );
    expect(stray).toMatchObject({ code: 1 });
    expect(stray.lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped");
  });
});
