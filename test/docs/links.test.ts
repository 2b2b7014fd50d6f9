import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pages, root } from "./pages.ts";

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = text.replaceAll(/^```.*?^```$/gms, "").matchAll(/^#{1,6} +(.+?) *$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) => {
      const slug = heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
        .replaceAll(" ", "-");
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      return times === 0 ? slug : `${slug}-${times}`;
    }),
  );
}

/** Where a page leads inside the repository: links, pictures and their sources. */
function linksOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, "").replaceAll(/`[^`\n]+`/g, "`");
  const links = prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g);
  return [...links]
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((link) => !/^(https?|mailto):/.test(link));
}

describe("links of the documentation", () => {
  it.each([...pages.keys()])("%s leads to files and headings that there are", (page) => {
    const broken = linksOf(pages.get(page) ?? "").filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? page : path.join(path.dirname(page), file);
      if (globSync(target, { cwd: root }).length === 0) return true;
      const text = pages.get(target);
      return anchor !== undefined && !(text !== undefined && anchorsOf(text).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  it.each([
    ["README.md", (page: string) => page.startsWith("docs/") || page.startsWith("connectors/")],
    ["docs/README.md", (page: string) => page.startsWith("docs/") || page.startsWith("connectors/")],
  ])("%s leads to every page", (index, isMeant) => {
    const led = new Set(
      linksOf(pages.get(index) ?? "").map((link) => path.join(path.dirname(index), link.replace(/#.*/, ""))),
    );
    const others = [...pages.keys()].filter((page) => isMeant(page) && page !== index);
    expect(others.filter((page) => !led.has(page))).toEqual([]);
  });
});
