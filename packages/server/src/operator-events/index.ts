export { createOperatorEvents, type OperatorEvents } from "./create-operator-events.ts";
