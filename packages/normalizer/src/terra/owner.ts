import { IngestError, noUserId, type TerraUser } from "@musette/core";
import { itemTypes, userEventTypes } from "./event-types.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";

/** Whose an event is that Terra sends without a user. */
const nobody: TerraUser = { user_id: noUserId, provider: "TERRA" };

const textFields = ["reference_id", "created_at", "last_webhook_update", "scopes"];

interface Owner {
  /** As it came, keys of later versions included. */
  readonly user: TerraUser;
  /** `ingest.unrecognised` when another field of it is of another kind than Terra documents. */
  readonly oddity: IngestError | null;
}

/**
 * The user a webhook body belongs to; a reauthentication belongs to the new one.
 *
 * @throws {IngestError} `ingest.unidentified` without a user id and a provider where the type needs them.
 */
export function readOwner(type: string, body: JsonObject): Owner {
  const field = type === "user_reauth" ? "new_user" : "user";
  const user = body[field] ?? null;
  if (user === null && !needsUser(type, body)) return { user: nobody, oddity: null };
  if (!isTerraUser(user)) {
    throw new IngestError(
      "ingest.unidentified",
      `/${field}`,
      `Terra event has no ${field} with user_id and provider. Send both as non-empty text.`,
    );
  }
  const odd = findOddField(user);
  if (odd === undefined) return { user, oddity: null };
  const message = `Terra event has a ${field}.${odd} of another kind than Terra documents.`;
  return { user, oddity: new IngestError("ingest.unrecognised", `/${field}/${odd}`, message) };
}

/**
 * True for the types that mean nothing without a user. The others may lack one: those that Terra
 * documents without (`auth_cancelled`, `healthcheck`, `s3_payload`, `lab_report.*`), an `auth` that
 * failed, and types Terra adds later.
 */
function needsUser(type: string, body: JsonObject): boolean {
  if (type === "auth" && body["status"] === "error") return false;
  return type === "athlete" || itemTypes.has(type) || userEventTypes.has(type);
}

function isTerraUser(user: unknown): user is TerraUser & JsonObject {
  return isJsonObject(user) && isFilledText(user["user_id"]) && isFilledText(user["provider"]);
}

function isFilledText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function findOddField(user: JsonObject): string | undefined {
  if (typeof (user["active"] ?? false) !== "boolean") return "active";
  return textFields.find((field) => typeof (user[field] ?? "") !== "string");
}
