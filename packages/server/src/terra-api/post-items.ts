import { IngestError, type TerraUser } from "@musette/core";
import { normalize, type Normalized } from "@musette/normalizer";
import type { Handler } from "hono";
import { createAppendPayload } from "../append-payload.ts";
import { describeTooMany } from "../describe-too-many.ts";
import { requestIdOf } from "../request/request-id.ts";
import { payloadParts } from "../payload-parts.ts";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { readJsonBody } from "./read-json-body.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

/**
 * `POST /activity`, `/body` and `/nutrition` (v5): takes items in Terra's model for a user and hands them
 * to the destinations, as `POST /ingest/terra` does. All of them or none. Terra itself writes them to the
 * provider; neither Peloton nor iFit takes any.
 */
export function createPostItems(type: string, options: TerraApiOptions): Handler<TerraEnv> {
  const { journal } = options;
  const appendPayload = createAppendPayload(options);
  return async function answerPostItems(context) {
    const userId = context.req.query("user_id") ?? "";
    if (userId === "")
      return terraProblemResponse(context, invalid("user_id is missing. Add ?user_id=… to the URL."));
    const known = await findOwnUser(journal, context.get("developer").devId, userId);
    if (known === undefined) return terraProblemResponse(context, unknownUser);
    const body = await readJsonBody(context, options.maxBodyBytes);
    if (body.outcome === "refused") return terraProblemResponse(context, body.problem);
    const data = dataOf(body.value);
    if (data === undefined)
      return terraProblemResponse(
        context,
        invalid(`The body is not {"data": [item, …]} with at least one item.`),
      );
    const tooMany = describeTooMany(data);
    if (tooMany !== undefined) return terraProblemResponse(context, invalid(tooMany));
    const { user_id, provider, reference_id } = toTerraUser(known);
    const user: TerraUser = { user_id, provider, ...(reference_id === undefined ? {} : { reference_id }) };
    const payload = { type, user, data, version: "2022-03-16" };
    const normalized = readItems(payload);
    if (typeof normalized === "string") return terraProblemResponse(context, invalid(normalized));
    const { appended } = await appendPayload({
      source: "terra",
      developer: known.developer,
      bytes: new TextEncoder().encode(JSON.stringify(payload)),
      context: { userId: null, referenceId: null, orderedAtMs: null, requestId: requestIdOf(context) },
      parts: payloadParts(normalized, true),
    });
    const message = `${appended.length} of type ${type} taken`;
    return context.json({ user: toTerraUser(known), log_ids: appended.map(({ id }) => id), message }, 201);
  };
}

function dataOf(value: unknown): readonly unknown[] | undefined {
  const data: unknown =
    typeof value === "object" && value !== null && "data" in value ? value.data : undefined;
  return Array.isArray(data) && data.length > 0 ? data : undefined;
}

/** The items as events, or what is wrong with the first that is none. */
function readItems(payload: unknown): Normalized | string {
  try {
    const normalized = normalize("terra", payload, { user: null, orderedAtMs: null });
    const problem = normalized.problems[0];
    return problem === undefined ? normalized : describe(problem.error);
  } catch (error) {
    if (IngestError.is(error)) return describe(error);
    throw error;
  }
}

function describe({ pointer, message }: IngestError): string {
  return `${pointer === "" ? "" : `${pointer}: `}${message}`;
}
