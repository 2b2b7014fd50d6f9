import { JournalError } from "@musette/core";
import { Hono } from "hono";
import { requestIdOf } from "../request/request-id.ts";
import { createAuthRoutes } from "../connect/auth-routes.ts";
import { createAthleteEndpoint } from "./athlete-endpoint.ts";
import { createBulkUserInfo } from "./bulk-user-info.ts";
import { createDataEndpoint } from "./data-endpoint.ts";
import { createDayBudget } from "./day-budget.ts";
import { createDeauthenticateUser } from "./deauthenticate-user.ts";
import { deleteItems } from "./delete-items.ts";
import { createIntegrations } from "./integrations.ts";
import { createModifyUser } from "./modify-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { createPostItems } from "./post-items.ts";
import { internal, journalUnavailable } from "./problems.ts";
import { createRequireDeveloper } from "./require-developer.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { terraReference } from "./terra-reference.ts";
import { createUserInfo } from "./user-info.ts";

/** The types that come in a list, each at the path of its name. */
const listedTypes = ["activity", "body", "daily", "menstruation", "nutrition", "sleep"] as const;

/**
 * Terra's HTTP API for data, users and integrations, to be mounted under `/v2` and `/api/v2`. The middleware
 * for `terra-reference` is for everything under the prefix, also for what is mounted there beside this.
 *
 * @see docs/api.md
 */
export function createTerraApi(options: TerraApiOptions): Hono<TerraEnv> {
  const api = new Hono<TerraEnv>();
  const developer = createRequireDeveloper(options);
  const budget = createDayBudget(options.clock);
  const integrations = createIntegrations(options);

  api.use(terraReference);
  for (const type of listedTypes) api.get(`/${type}`, developer, createDataEndpoint(type, options, budget));
  api.get("/athlete", developer, createAthleteEndpoint(options, budget));
  for (const type of ["activity", "body", "nutrition"]) {
    api.post(`/${type}`, developer, createPostItems(type, options));
  }
  api.delete("/body", developer, deleteItems);
  api.delete("/nutrition", developer, deleteItems);
  api.get("/userInfo", developer, createUserInfo(options));
  api.get("/subscriptions", developer, createSubscriptions(options));
  api.post("/bulkUserInfo", developer, createBulkUserInfo(options));
  api.patch("/users/:user_id", developer, createModifyUser(options));
  api.route("/auth", createAuthRoutes(options, developer));
  api.delete("/auth/deauthenticateUser", developer, createDeauthenticateUser(options));
  api.get("/integrations", integrations.list);
  api.get("/integrations/detailed", integrations.listDetailed);

  api.onError((error, context) => {
    if (JournalError.is(error)) return terraProblemResponse(context, journalUnavailable(error.message));
    options.onError(error, context.req.path, requestIdOf(context));
    return terraProblemResponse(context, internal);
  });
  return api;
}
