export { groupFiles } from "./group-files.ts";
export { makeFileEnvelope } from "./make-file-envelope.ts";
