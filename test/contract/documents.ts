import { readOpenApiDocument } from "./openapi-document.ts";

/** Both published documents, read once. */
export const documents = [readOpenApiDocument("v2"), readOpenApiDocument("v5")] as const;
