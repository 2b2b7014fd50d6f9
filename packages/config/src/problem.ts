import type { ConfigIssue } from "@musette/core";

/** Keys and list positions from the top of the file to a value. */
export type Path = readonly PropertyKey[];

/** Counted from 1, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong at a path; its position is found when it is reported. */
export interface Problem {
  readonly path: Path;
  /** Whether the key itself is wrong (unknown) or what follows it. */
  readonly at: "key" | "value";
  readonly message: string;
}

/** What is known of the place of one value. */
export interface Place {
  readonly value: Position;
  /** Undefined for list items. */
  readonly key: Position | undefined;
  /** Something was put in for a `${…}` in it. It may be a secret, and it is always text. */
  readonly substituted: boolean;
}

/** `destinations[1].region`, odd keys as `headers["a b"]`; empty for the top. */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\w-]+$/.test(String(step))) text += `${text === "" ? "" : "."}${String(step)}`;
    else text += `[${JSON.stringify(String(step))}]`;
  }
  return text;
}

/** Gives a problem its position: its own, or that of the nearest parent when it is about a missing key. */
export function toIssue(file: string, places: ReadonlyMap<string, Place>, problem: Problem): ConfigIssue {
  const path = pathText(problem.path);
  const own = places.get(path);
  const position =
    (problem.at === "key" ? own?.key : undefined) ?? own?.value ?? parentPosition(places, problem.path);
  return { file, line: position.line, column: position.column, path, message: problem.message };
}

function parentPosition(places: ReadonlyMap<string, Place>, path: Path): Position {
  for (let length = path.length - 1; length >= 0; length--) {
    const place = places.get(pathText(path.slice(0, length)));
    if (place !== undefined) return place.value;
  }
  return { line: 1, column: 1 };
}
