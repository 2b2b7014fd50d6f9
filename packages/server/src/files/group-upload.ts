import { groupFiles } from "@musette/normalizer";
import type { UploadedFile } from "./uploaded-file.ts";

/** Files that are one payload, together. Two of one name are two files, in the order they came. */
export function groupUpload(files: readonly UploadedFile[]): readonly (readonly UploadedFile[])[] {
  const waiting = Map.groupBy(files, ({ name }) => name);
  return groupFiles(files.map(({ name }) => name)).map((names) =>
    names.flatMap((name) => waiting.get(name)?.shift() ?? []),
  );
}
