import { globSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** The text of every page of documentation, by its path in the repository. */
export const pages: ReadonlyMap<string, string> = new Map(
  globSync(["*.md", "docs/**/*.md", "connectors/*/README.md"], { cwd: root })
    .toSorted()
    .map((page) => [page, readFileSync(path.join(root, page), "utf8")]),
);

/** What is between two fences. */
export interface Block {
  readonly page: string;
  /** What is behind the first fence: `sh`, `yaml kubernetes`, or nothing. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export const blocks: readonly Block[] = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/^```([^\n`]*)\n(.*?)^```$/gms)].map((match) => ({
    page,
    info: match[1] ?? "",
    text: match[2] ?? "",
    line: text.slice(0, match.index).split("\n").length,
  })),
);

/** What stands between backticks in the running text, tables included. */
export const codes: readonly { readonly page: string; readonly code: string }[] = [...pages].flatMap(
  ([page, text]) =>
    [...text.replaceAll(/^```.*?^```$/gms, "").matchAll(/`([^`]+)`/g)].map((match) => ({
      page,
      code: (match[1] ?? "").replaceAll(String.raw`\|`, "|").replaceAll(/\s+/g, " "),
    })),
);
