import type { OperationGroup } from "../../openapi/operation.ts";
import { deadLetterOperations } from "./dead-letter-operations.ts";
import { destinationOperations } from "./destination-operations.ts";
import { eventOperations } from "./event-operations.ts";
import { quarantineOperations } from "./quarantine-operations.ts";

export const adminOperations: OperationGroup = {
  tag: "admin",
  description: "The operator's interface, closed until admin.token is configured: docs/operations.md",
  prefixes: ["/admin"],
  operations: [
    ...destinationOperations,
    ...deadLetterOperations,
    ...quarantineOperations,
    ...eventOperations,
  ],
};
