import type { Clock } from "@musette/core";
import type { MiddlewareHandler } from "hono";
import { createRequestRate } from "../request-rate.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { tooManyRequests, unauthorized } from "./problems.ts";
import { terraProblemResponse } from "./terra-problem.ts";

/** Lets in who sends the `dev-id` and `x-api-key` of a developer, at the rate configured for it. */
export function createRequireDeveloper(options: {
  readonly authenticate: TerraApiOptions["authenticate"];
  readonly clock: Clock;
}): MiddlewareHandler<TerraEnv> {
  const takeToken = createRequestRate(options.clock);
  return async function requireDeveloper(context, next) {
    const developer = options.authenticate(context.req.header("dev-id"), context.req.header("x-api-key"));
    if (developer === undefined) return terraProblemResponse(context, unauthorized);
    const waitSeconds = takeToken(developer);
    if (waitSeconds !== undefined) return terraProblemResponse(context, tooManyRequests(waitSeconds));
    context.set("developer", developer);
    return await next();
  };
}
