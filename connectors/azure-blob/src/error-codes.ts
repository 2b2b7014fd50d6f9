import type { DeliveryCode } from "@musette/core";

/**
 * Azure's error codes that mean something else than their status alone.
 *
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/blob-service-error-codes
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/common-rest-api-error-codes
 */
export const azureCodes: Readonly<Record<string, DeliveryCode>> = {
  // 400, 401 and 403
  AccountIsDisabled: "unauthorized",
  AuthenticationFailed: "unauthorized",
  AuthorizationFailure: "unauthorized",
  AuthorizationPermissionMismatch: "unauthorized",
  AuthorizationProtocolMismatch: "unauthorized",
  AuthorizationResourceTypeMismatch: "unauthorized",
  AuthorizationServiceMismatch: "unauthorized",
  AuthorizationSourceIPMismatch: "unauthorized",
  InsufficientAccountPermissions: "unauthorized",
  InvalidAuthenticationInfo: "unauthorized",
  NoAuthenticationInformation: "unauthorized",
  UnauthorizedBlobOverwrite: "unauthorized",
  // 404 and 409
  AccountBeingCreated: "unavailable",
  ContainerBeingDeleted: "not_found",
  ContainerDisabled: "not_found",
  ContainerNotFound: "not_found",
  InvalidResourceName: "not_found",
  BlobAlreadyExists: "conflict",
  BlobBeingRehydrated: "conflict",
  BlobArchived: "rejected",
  BlobImmutableDueToLegalHold: "rejected",
  BlobImmutableDueToPolicy: "rejected",
  InvalidBlobType: "rejected",
  // 412
  ConditionNotMet: "conflict",
  LeaseIdMissing: "conflict",
  LeaseIdMismatchWithBlobOperation: "conflict",
  LeaseLost: "conflict",
  // Sizes
  MetadataTooLarge: "rejected",
  RequestBodyTooLarge: "too_large",
  // 500 and 503
  OperationTimedOut: "timeout",
  ServerBusy: "throttled",
};

/** HTTP statuses, where Azure gives no code or a new one. Others go by their class. */
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

/** Codes of Node, and of the client for a connection that could not be made or broke. */
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
  REQUEST_SEND_ERROR: "unavailable",
  ETIMEDOUT: "timeout",
};

/** Names of the errors of @azure/identity. */
export const identityErrors: ReadonlySet<string> = new Set([
  "AggregateAuthenticationError",
  "AuthenticationError",
  "AuthenticationRequiredError",
  "CredentialUnavailableError",
]);
