export { normalize } from "./normalize.ts";
export type { ItemProblem, NormalizeContext, Normalized } from "./normalize.ts";
