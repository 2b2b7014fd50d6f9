export { normalizeIfit } from "./normalize-ifit.ts";
