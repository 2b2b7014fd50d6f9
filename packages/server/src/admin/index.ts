export { addOperator } from "./add-operator.ts";
export type { AdminOptions, AdminSettings } from "./options.ts";
