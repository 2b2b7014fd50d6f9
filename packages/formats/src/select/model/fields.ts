type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text;

/** Scalar fields of a shape, their names with a blank between them; about 40 at most, for the compiler. */
export function fields<const Text extends string>(names: Text): Readonly<Record<Words<Text>, true>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, true])) as Record<Words<Text>, true>;
}
