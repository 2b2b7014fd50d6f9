import { fields } from "./fields.ts";
import type { SampleKind, SampleList } from "./sample-list.ts";

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text;

/**
 * A list of samples that have a timestamp.
 *
 * @param values the numbers that have peaks, with a blank between them.
 * @param others further fields, likewise.
 */
export function samples<const Values extends string, const Others extends string = "timestamp">(
  kind: SampleKind,
  values: Values,
  others?: Others,
): readonly [Readonly<Record<Words<Values> | Words<Others> | "timestamp", true>>, SampleList<Words<Values>>] {
  const names = values.split(" ") as Words<Values>[];
  const element = { ...fields("timestamp"), ...fields(values), ...fields(others ?? "timestamp") };
  return [element as Record<Words<Values> | Words<Others> | "timestamp", true>, { kind, values: names }];
}
