import { describe, expect, it } from "vitest";
import { commandProblem } from "./command-problem.ts";
import { blocks, codes, pages } from "./pages.ts";
import { routeProblem } from "./route-problem.ts";
import { shellCommands } from "./shell-commands.ts";

/** Blocks that nothing here or elsewhere runs, and why. Those marked in another way name the test that runs them. */
const unchecked: Readonly<Record<string, string>> = {
  "README.md ": "a drawing",
  "docs/formats.md sql": "DuckDB's dialect",
  "docs/operations.md ": "what a command prints",
  "connectors/s3/README.md ": "the keys of objects",
  "connectors/firestore/README.md js": "code of the reader's, for Google's library",
  "connectors/mongodb/README.md js": "for mongosh, as an administrator",
  "connectors/supabase/README.md js": "code of the reader's, for Supabase's library",
  "connectors/sql/README.md sql": "as an administrator; the conformance tests' roles have these rights",
  "connectors/supabase/README.md sql": "the copy is held to the file by connectors/supabase's own tests",
};
const marked: Readonly<Record<string, string>> = {
  "yaml kubernetes": "test/deploy/kubernetes.test.ts",
  "yaml prometheus": "test/observe",
  "ini musette.service": "test/deploy/systemd.test.ts",
  "nginx musette.conf": "test/deploy/nginx.test.ts",
  "sh restore": "test/deploy/backup.test.ts",
  text: "test/deploy/backup.test.ts",
};
/** Held by docs.test.ts, and by the tests below. */
const checked = ["sh", "json", "yaml"];

describe("what the documentation says to run", () => {
  const commands = blocks
    .filter(({ info }) => info === "sh" || info.startsWith("sh "))
    .flatMap((block) => shellCommands(block.text).map((command) => ({ ...block, command })));

  it.each(commands)("$page:$line $command", ({ command }) => {
    expect(commandProblem(command)).toBeUndefined();
  });

  it("is found in the blocks", () => {
    expect(shellCommands("A=1 x \"$(y 'z' | w)\" > file # no\nu \\\n  v && t")).toEqual([
      ["y", "z"],
      ["w"],
      ["x", "$(y 'z' | w)"],
      ["u", "v"],
      ["t"],
    ]);
    expect(commands.length).toBeGreaterThan(50);
    expect(commandProblem(["npx", "musette", "send", "--colour"])).toContain("Unknown option");
    expect(commandProblem(["musette", "dead-letters", "forget"])).toContain("has no forget");
    expect(commandProblem(["npm", "run", "demo", "--", "--kep"])).toContain("Unknown option");
    expect(commandProblem(["npm", "run", "dance"])).toContain("no script");
    expect(commandProblem(["curl", "-X", "POST", "http://127.0.0.1:8080/ingests/x"])).toContain("no route");
    expect(commandProblem(["rm", "-r", "x"])).toContain("nobody knows rm");
  });

  it("is right in the running text too", () => {
    const found = codes
      .filter(({ page }) => page !== "CHANGELOG.md")
      .filter(({ code }) => /^((npx )?musette [a-z]|npm (run|start|test|ci)\b|docker compose )/.test(code))
      .flatMap(({ page, code }) => {
        // `musette.yaml` and its like are no commands; `a|b` and `…` are for the reader.
        const text = code.replaceAll("…", "").replaceAll(/\[([^\]]*)\]/g, "");
        return shellCommands(text).map((command) => [page, code, commandProblem(command)] as const);
      });
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter(([, , problem]) => problem !== undefined)).toEqual([]);
  });

  it("names routes that there are", () => {
    const found = codes
      .filter(({ page }) => page.startsWith("docs/") || page === "README.md")
      .flatMap(({ page, code }) => {
        const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s…]*)$/.exec(code) ?? [];
        // Under /v1 are iFit's own, of which its page speaks.
        const isOurs = path !== undefined && !path.startsWith("/v1/");
        return method !== undefined && isOurs ? [{ page, method, path }] : [];
      });
    expect(found.length).toBeGreaterThan(40);
    expect(
      found.flatMap(({ page, method, path }) => {
        const problem = routeProblem(method, path);
        return problem === undefined ? [] : [`${page}: ${problem}`];
      }),
    ).toEqual([]);
  });
});

describe("blocks of the documentation", () => {
  const json = blocks.filter(({ info }) => info === "json");

  it.each(json)("$page:$line is JSON", ({ text }) => {
    expect(() => void JSON.parse(text)).not.toThrow();
  });

  it("are all checked, or listed with the reason why not", () => {
    const kind = ({ page, info }: { readonly page: string; readonly info: string }) => `${page} ${info}`;
    const open = blocks.filter(
      ({ info }) => !checked.includes(info) && !Object.hasOwn(marked, info) && !/^ts\b/.test(info),
    );
    expect(open.map(kind).filter((block) => !Object.hasOwn(unchecked, block))).toEqual([]);
    const kinds = new Set(blocks.map(kind));
    expect(Object.keys(unchecked).filter((block) => !kinds.has(block))).toEqual([]);
    const marks = new Set(blocks.map(({ info }) => info));
    expect(Object.keys(marked).filter((mark) => !marks.has(mark))).toEqual([]);
  });

  it("are closed", () => {
    const odd = [...pages].filter(([, text]) => (text.match(/^```/gm)?.length ?? 0) % 2 === 1);
    expect(odd.map(([page]) => page)).toEqual([]);
  });
});
