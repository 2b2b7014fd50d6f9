import type { Handler } from "hono";
import type { TerraEnv } from "./options.ts";
import { invalid } from "./problems.ts";
import { terraProblemResponse } from "./terra-problem.ts";

const problem = invalid(
  "Single items cannot be deleted: Terra deletes them at the provider, and neither Peloton nor iFit takes that. DELETE /auth/deauthenticateUser erases all of a user.",
);

/** `DELETE /body` and `/nutrition` (v5): answered with the documented 400, because nothing would be deleted. */
export const deleteItems: Handler<TerraEnv> = (context) => terraProblemResponse(context, problem);
