import { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { classify, deliveryError, isRowError } from "./errors.ts";

describe("classify", () => {
  test.each([
    // PostgREST
    [401, "PGRST301", "unauthorized"],
    [401, "PGRST302", "unauthorized"],
    [401, "PGRST303", "unauthorized"],
    [503, "PGRST000", "unavailable"],
    [503, "PGRST001", "unavailable"],
    [503, "PGRST002", "unavailable"],
    [504, "PGRST003", "unavailable"],
    [406, "PGRST106", "not_found"],
    [404, "PGRST202", "not_found"],
    [300, "PGRST203", "not_found"],
    [404, "PGRST205", "not_found"],
    [500, "PGRSTX00", "unavailable"],
    [400, "PGRST100", "unknown"],
    // PostgreSQL
    [401, "42501", "unauthorized"],
    [403, "42501", "unauthorized"],
    [403, "28000", "unauthorized"],
    [404, "42883", "not_found"],
    [404, "42P01", "not_found"],
    [400, "42703", "not_found"],
    [400, "3F000", "not_found"],
    [500, "57014", "timeout"],
    [500, "57P01", "unavailable"],
    [503, "53100", "unavailable"],
    [503, "53300", "throttled"],
    [405, "25006", "unavailable"],
    [503, "08006", "unavailable"],
    [500, "40001", "conflict"],
    [500, "40P01", "conflict"],
    [500, "55P03", "conflict"],
    [400, "21000", "rejected"],
    [400, "22P02", "rejected"],
    [400, "22P05", "rejected"],
    [409, "23503", "rejected"],
    [409, "23505", "rejected"],
    [400, "23514", "rejected"],
    [400, "P0001", "rejected"],
    [500, "54000", "too_large"],
    [400, "42601", "unknown"],
    [500, "XX000", "unknown"],
    // The storage service, before and after it got codes
    [400, "403", "unauthorized"],
    [400, "404", "not_found"],
    [400, "409", "conflict"],
    [400, "413", "too_large"],
    [400, "415", "rejected"],
    [400, "400", "rejected"],
    [400, "429", "throttled"],
    [400, "500", "unavailable"],
    [400, "544", "timeout"],
    [404, "NoSuchBucket", "not_found"],
    [403, "AccessDenied", "unauthorized"],
    [400, "InvalidJWT", "unauthorized"],
    [413, "EntityTooLarge", "too_large"],
    [503, "SlowDown", "throttled"],
    [409, "KeyAlreadyExists", "conflict"],
    [423, "ResourceLocked", "conflict"],
    [400, "InvalidKey", "rejected"],
    [500, "SomethingNew", "unavailable"],
    // What is in front of them
    [200, "", "not_found"],
    [204, "", "not_found"],
    [301, "", "not_found"],
    [400, "", "unknown"],
    [401, "", "unauthorized"],
    [402, "", "unauthorized"],
    [403, "", "unauthorized"],
    [404, "", "not_found"],
    [413, "", "too_large"],
    [429, "", "throttled"],
    [502, "", "unavailable"],
    [503, "", "unavailable"],
    [504, "", "timeout"],
    [522, "", "timeout"],
    [540, "", "unavailable"],
    // No answer
    [0, "ECONNREFUSED", "unavailable"],
    [0, "ENOTFOUND", "unavailable"],
    [0, "EPERM", "unavailable"],
    [0, "UND_ERR_SOCKET", "unavailable"],
    [0, "DEPTH_ZERO_SELF_SIGNED_CERT", "unavailable"],
    [0, "ETIMEDOUT", "timeout"],
    [0, "UND_ERR_HEADERS_TIMEOUT", "timeout"],
    [0, "", "unknown"],
    [Number.NaN, "constructor", "unknown"],
  ] as const)("HTTP %i with code '%s' is %s", (status, code, expected) => {
    expect(classify({ status, code })).toBe(expected);
  });
});

test("a row is at fault when PostgreSQL refuses data, and only then", () => {
  const of = (status: number, code: string) =>
    deliveryError("https://x.supabase.co", "write", { status, code });
  expect(isRowError(of(400, "23514"))).toBe(true);
  expect(isRowError(of(500, "54000"))).toBe(true);
  expect(isRowError(of(413, ""))).toBe(false);
  expect(isRowError(of(500, "40001"))).toBe(false);
  expect(isRowError(new DeliveryError("rejected", "of something else"))).toBe(false);
  expect(isRowError(new Error("of something else"))).toBe(false);
});

test("the message names the project, what was attempted, what came back and what to do", () => {
  const error = deliveryError("https://x.supabase.co", 'write to the tables in schema "public"', {
    status: 404,
    code: "PGRST202",
  });
  expect(error).toMatchObject({ code: "not_found", retryAfterMs: undefined });
  expect(error.cause).toBeUndefined();
  expect(error.message).toBe(
    'Supabase at https://x.supabase.co did not write to the tables in schema "public" (HTTP 404, PGRST202). Run connectors/supabase/schema.sql (for on_user_delete also on-user-delete.sql) in the project\'s SQL editor, expose the schema, make the bucket, or correct url, schema and bucket.',
  );
});
