import type { DeliveryCode } from "@musette/core";

/**
 * SQLSTATEs of PostgreSQL, whole or by their class (the first two characters); the whole one wins.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const sqlStates: Readonly<Record<string, DeliveryCode>> = {
  "08": "unavailable",
  "21": "rejected",
  "22": "rejected",
  "23": "rejected",
  "25006": "unavailable", // read-only, as Supabase makes a project whose disk is full
  "28": "unauthorized",
  "3F": "not_found",
  "40": "conflict",
  "42501": "unauthorized",
  "42703": "not_found",
  "42883": "not_found",
  "42P01": "not_found",
  "44": "rejected",
  "53": "unavailable",
  "53300": "throttled",
  "54": "too_large",
  "55006": "conflict",
  "55P03": "conflict",
  "57014": "timeout",
  "57P": "unavailable",
  "58": "unavailable",
  P0: "rejected", // raised by a trigger
};

/**
 * Codes of PostgREST by how they begin; the longest wins.
 *
 * @see https://docs.postgrest.org/en/stable/references/errors.html
 */
export const postgrestCodes: Readonly<Record<string, DeliveryCode>> = {
  PGRST0: "unavailable", // no connection to the database
  PGRST106: "not_found", // the schema is not exposed
  PGRST2: "not_found", // no such function or table
  PGRST3: "unauthorized", // the token
  PGRSTX: "unavailable",
};

/**
 * Codes of the storage service, of which older versions tell the status that is meant. What is not here counts
 * by its HTTP status.
 *
 * @see https://supabase.com/docs/guides/storage/debugging/error-codes
 */
export const storageCodes: Readonly<Record<string, DeliveryCode>> = {
  "400": "rejected",
  "415": "rejected",
  "422": "rejected",
  AccessDenied: "unauthorized",
  DatabaseError: "unavailable",
  DatabaseTimeout: "timeout",
  EntityTooLarge: "too_large",
  InternalError: "unavailable",
  InvalidJWT: "unauthorized",
  InvalidKey: "rejected",
  InvalidMimeType: "rejected",
  InvalidSignature: "unauthorized",
  KeyAlreadyExists: "conflict",
  LockTimeout: "conflict",
  NoSuchBucket: "not_found",
  NoSuchKey: "not_found",
  ResourceAlreadyExists: "conflict",
  ResourceLocked: "conflict",
  S3Error: "unavailable",
  SlowDown: "throttled",
  TenantNotFound: "not_found",
};

/** HTTP statuses, of the services and of what is in front of them. */
export const statuses: Readonly<Record<number, DeliveryCode>> = {
  401: "unauthorized",
  402: "unauthorized", // the project is restricted because a quota is used up
  403: "unauthorized",
  404: "not_found",
  405: "not_found",
  406: "not_found",
  408: "timeout",
  409: "conflict",
  410: "not_found",
  413: "too_large",
  429: "throttled",
  504: "timeout",
  522: "timeout",
  524: "timeout",
  544: "timeout",
};

/** Codes of Node's fetch for "no answer in time"; all others are about the connection. */
export const timeouts: ReadonlySet<string> = new Set([
  "ETIMEDOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
]);
