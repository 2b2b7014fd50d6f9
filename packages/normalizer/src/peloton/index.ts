export { normalizePeloton } from "./normalize-peloton.ts";
