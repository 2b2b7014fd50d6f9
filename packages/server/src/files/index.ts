export { groupUpload } from "./group-upload.ts";
export { readUnit, type FileUnit } from "./read-unit.ts";
export { takeFiles } from "./take-files.ts";
