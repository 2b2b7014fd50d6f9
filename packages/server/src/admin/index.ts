export { createAdmin } from "./create-admin.ts";
export type { AdminOptions, AdminSettings } from "./options.ts";
