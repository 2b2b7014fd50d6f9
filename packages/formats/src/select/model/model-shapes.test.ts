import type { Athlete, TerraItems } from "@musette/core";
import { expectTypeOf, test } from "vitest";
import type { modelShapes } from "./model-shapes.ts";
import type { Shape } from "./shape.ts";

/** The dotted paths of a shape. */
type Paths<T> = T extends readonly [infer Element, ...unknown[]]
  ? Paths<Element>
  : T extends object
    ? { [Key in keyof T & string]: Key | `${Key}.${Paths<T[Key]>}` }[keyof T & string]
    : never;

interface Expected extends TerraItems {
  readonly athlete: Athlete;
}

// Held by the compiler (`npm run check`), not at run time.
test("the shapes have exactly the paths of the model", () => {
  expectTypeOf<{ [Type in keyof typeof modelShapes]: Paths<(typeof modelShapes)[Type]> }>().toEqualTypeOf<{
    -readonly [Type in keyof Expected]: Paths<Shape<Expected[Type]>>;
  }>();
});
