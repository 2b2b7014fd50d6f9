import type { OperationGroup } from "../../openapi/operation.ts";
import { deadLetterOperations } from "./dead-letter-operations.ts";
import { destinationOperations } from "./destination-operations.ts";
import { eventOperations } from "./event-operations.ts";
import { eventPartOperations } from "./event-part-operations.ts";
import { overviewOperations } from "./overview-operations.ts";
import { quarantineOperations } from "./quarantine-operations.ts";
import { replayOperations } from "./replay-operations.ts";

export const adminOperations: OperationGroup = {
  tag: "admin",
  description: "The operator's interface, closed until admin.token is configured: docs/operations.md",
  prefixes: ["/admin"],
  operations: [
    ...destinationOperations,
    ...deadLetterOperations,
    ...quarantineOperations,
    ...eventOperations,
    ...eventPartOperations,
    ...replayOperations,
    ...overviewOperations,
  ],
};
