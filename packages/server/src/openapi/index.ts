import { openApiDocument } from "./openapi-document.ts";
import { operationGroups } from "./operation-groups.ts";

/** The text of `/openapi.json`. Loaded when it is first asked for: most servers never are. */
export const openApiText = JSON.stringify(openApiDocument(operationGroups));
