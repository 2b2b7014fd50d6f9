export { createTerraApi } from "./create-terra-api.ts";
export type { UserDeletion } from "./options.ts";
export { terraProblemResponse } from "./terra-problem.ts";
