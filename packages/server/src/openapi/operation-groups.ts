import { adminOperations } from "../admin/operations/index.ts";
import { consoleOperations } from "../console/operations.ts";
import { connectOperations } from "../connect/operations.ts";
import { ingestOperations } from "../ingest-operations.ts";
import { terraOperations } from "../terra-api/operations.ts";
import type { OperationGroup } from "./operation.ts";
import { stateOperations } from "./state-operations.ts";

/** All that the application serves. A room that adds routes adds its group here. */
export const operationGroups: readonly OperationGroup[] = [
  ingestOperations,
  terraOperations,
  connectOperations,
  adminOperations,
  consoleOperations,
  stateOperations,
];
