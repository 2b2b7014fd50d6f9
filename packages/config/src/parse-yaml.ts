import { type Document, type ErrorCode, LineCounter, parseDocument, type YAMLError } from "yaml";
import type { Position } from "./problem.ts";

export interface ParsedYaml {
  /** Undefined when the text is not YAML; `syntax` says why. */
  readonly document: Document | undefined;
  /** The position of an offset into the text. */
  readonly positionOf: (offset: number) => Position;
  readonly syntax: readonly { readonly position: Position; readonly message: string }[];
}

/**
 * Parses YAML 1.2: no merge keys, `yes` and `no` are text, no tags.
 *
 * The parser's own messages quote the source, which may be a secret (`api_key: *abc`), so each is
 * replaced by ours.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: "1.2",
    schema: "core",
    merge: false,
  });
  const faults = [...document.errors, ...document.warnings];
  return {
    document: faults.every((fault) => usableInSpiteOf.has(fault.code)) ? document : undefined,
    positionOf,
    syntax: firstPerLine(faults).map((fault) => ({
      position: positionOf(fault.pos[0]),
      message: messages[fault.code] ?? notYaml,
    })),
  };

  /** One slip makes the parser complain again and again until the end of the line. */
  function firstPerLine(all: readonly YAMLError[]): readonly YAMLError[] {
    const deepest = all.find((fault) => fault.code === "RESOURCE_EXHAUSTION");
    if (deepest !== undefined) return [deepest];
    const byLine = Map.groupBy(all, (fault) => positionOf(fault.pos[0]).line);
    return [...byLine.values()].flatMap((faults) => faults.slice(0, 1));
  }
}

/** After these the rest of the file still means what it says, so it is checked too. */
const usableInSpiteOf: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["DUPLICATE_KEY", "TAG_RESOLVE_FAILED"]);

const notYaml =
  "cannot be read as YAML here (check indentation, quotes and brackets; quote a value that holds : # { } [ ] , & * ! | > ' \" % @ `)";
const anchor = "an anchor (&) or alias (*) is misplaced here; quote a value that starts with & or *";

const messages: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: anchor,
  BAD_ALIAS: anchor,
  MULTIPLE_ANCHORS: anchor,
  BAD_DIRECTIVE: "a line that starts with % is a YAML directive, and this one is not known; remove it",
  BAD_DQ_ESCAPE:
    'unknown escape after \\ in a "double-quoted" value; write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: "the indentation does not fit the lines above",
  BAD_SCALAR_START: "a plain value cannot start with this character; put the value in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a second `key: value` on one line; put it on a line of its own, or quote the value",
  BLOCK_IN_FLOW: "an indented block inside { } or [ ]; close the bracket first, or write it on one line",
  DUPLICATE_KEY: "this key is given twice; keep one",
  MISSING_CHAR: "a closing quote, bracket, comma, colon or space is missing before this point",
  MULTILINE_IMPLICIT_KEY: "a `:` is missing on this line, or a value runs over several lines without quotes",
  MULTIPLE_DOCS: "a second document starts here (---); use one file for each",
  MULTIPLE_TAGS: "tags (!) are not used here; quote a value that starts with !",
  RESOURCE_EXHAUSTION: "nested too deeply",
  TAB_AS_INDENT: "a tab is used for indentation; YAML takes spaces only",
  TAG_RESOLVE_FAILED: "tags (!) are not used here; quote a value that starts with !",
};
