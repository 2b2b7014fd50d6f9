import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const page = readFileSync(path.join(root, "SECURITY.md"), "utf8");

/** Who, what they try, what stops them, and "`file`: title". */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|") && line.includes(".test.ts"))
  .map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, file = "", title = ""] = /^`([^`]+)`: (.+)$/.exec(cells[4] ?? "") ?? [];
    return { threat: cells[2] ?? "", defence: cells[3] ?? "", file, title: title.replaceAll("\\_", "_") };
  });

describe("the threat model", () => {
  it("has its table", () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)("$threat: is held by a test that exists", ({ file, title, defence }) => {
    expect(defence).not.toBe("");
    expect(existsSync(path.join(root, file)), `there is no ${file}`).toBe(true);
    const source = readFileSync(path.join(root, file), "utf8");
    // A title stands as a text of its own, and is not of a test that is switched off.
    const at = source.indexOf(`"${title}"`);
    expect(at, `${file} has no test "${title}"`).toBeGreaterThan(-1);
    expect(source.slice(Math.max(0, at - 30), at)).not.toMatch(/\.(?:skip|todo)\(/);
  });

  it("names every class of attack that is tried", () => {
    const named = new Set(rows.map(({ file }) => file));
    const tried = [
      "ssrf",
      "smuggling",
      "bombs",
      "json",
      "prototype",
      "paths",
      "headers",
      "logs",
      "timing",
      "csrf",
    ];
    const others = ["replay", "slow", "slow-readers", "admin", "browsers", "secrets"];
    for (const name of [...tried, ...others]) expect(named).toContain(`test/attack/${name}.test.ts`);
  });
});
