import { groupFiles } from "@musette/normalizer";
import type { InputFile } from "./input-file.ts";

/** Files that are one payload, together: iFit's pairs, and every other file by itself. */
export function groupInputs(files: readonly InputFile[]): readonly (readonly InputFile[])[] {
  const waiting = Map.groupBy(files, ({ name }) => name);
  return groupFiles(files.map(({ name }) => name)).map((names) =>
    names.flatMap((name) => waiting.get(name)?.shift() ?? []),
  );
}
