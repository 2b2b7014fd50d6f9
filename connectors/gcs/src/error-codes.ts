import type { DeliveryCode } from "@musette/core";

/**
 * Google's reasons that mean something else than their status alone.
 *
 * @see https://cloud.google.com/storage/docs/json_api/v1/status-codes
 */
export const googleReasons: Readonly<Record<string, DeliveryCode>> = {
  // 400 and 403
  rateLimitExceeded: "throttled",
  userRateLimitExceeded: "throttled",
  quotaExceeded: "throttled",
  dailyLimitExceeded: "throttled",
  userProjectMissing: "unauthorized",
  // 403, about one object
  objectUnderActiveHold: "rejected",
  retentionPolicyNotMet: "rejected",
  // 413 and 400
  uploadTooLarge: "too_large",
};

/** HTTP statuses, where Google gives no reason or a new one. Others go by their class. */
export const httpStatuses: Readonly<Record<number, DeliveryCode>> = {
  401: "unauthorized",
  403: "unauthorized",
  404: "not_found",
  407: "unauthorized",
  408: "timeout",
  409: "conflict",
  410: "not_found",
  412: "conflict",
  413: "too_large",
  429: "throttled",
  504: "timeout",
};

/** Codes of Node and of fetch for a connection that could not be made or broke. */
export const nodeCodes: Readonly<Record<string, DeliveryCode>> = {
  EAI_AGAIN: "unavailable",
  ECONNABORTED: "unavailable",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EHOSTUNREACH: "unavailable",
  ENETUNREACH: "unavailable",
  ENOTFOUND: "unavailable",
  EPIPE: "unavailable",
  EPROTO: "unavailable",
  UND_ERR_SOCKET: "unavailable",
  ETIMEDOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
};
