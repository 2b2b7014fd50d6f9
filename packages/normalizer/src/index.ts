export { originsOf } from "./origins/origins-of.ts";
export { groupFiles, makeFileEnvelope } from "./file/index.ts";
export { parsePayload } from "./json/parse-payload.ts";
export { normalize } from "./normalize.ts";
export type { ItemProblem, NormalizeContext, Normalized } from "./normalize.ts";
