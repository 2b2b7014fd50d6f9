export { normalizeTerra } from "./normalize-terra.ts";
