import type { TerraUser } from "./user.ts";

/**
 * What Terra sends about a connection or a request rather than a measurement. Fields of both
 * published documents; a field is required when every version that has the event requires it.
 *
 * @see https://docs.tryterra.co (schema `WebhookEventType`)
 */
export type UserEvent =
  | AuthEvent
  | AuthCancelledEvent
  | DeauthEvent
  | UserReauthEvent
  | ConnectionWarningEvent
  | PermissionChangeEvent
  | LargeRequestProcessingEvent
  | LargeRequestSendingEvent
  | S3PayloadEvent
  | HealthcheckEvent
  | ProcessingEvent
  | GoogleNoDatasourceEvent
  | RateLimitHitEvent;

/** `status: "error"` is how the v5 document spells `auth_cancelled`. */
export interface AuthEvent {
  readonly type: "auth";
  readonly status: "success" | "error";
  readonly user: TerraUser;
  readonly message?: string | null;
  readonly flow_id?: string | null;
  readonly widget_session_id?: string | null;
  readonly reference_id?: string | null;
  /** With `status: "error"` only. */
  readonly reason?: string | null;
  /** With `status: "error"` only. */
  readonly provider?: string | null;
  readonly version?: string | null;
}

/** Nobody was connected, so it names no user. */
export interface AuthCancelledEvent {
  readonly type: "auth_cancelled";
  readonly status: "error";
  readonly flow_id?: string | null;
  readonly reason?: string | null;
  readonly reference_id?: string | null;
}

export interface DeauthEvent {
  readonly type: "deauth";
  readonly status: "success";
  readonly user: TerraUser;
  readonly message: string;
}

/** The person connected again under a new user id; `old_user` will not send any more. */
export interface UserReauthEvent {
  readonly type: "user_reauth";
  readonly status: "warning";
  readonly message: string;
  readonly new_user: TerraUser;
  readonly old_user?: TerraUser | null;
  readonly version?: string;
}

/** `connection_error`: the provider answered 401, 403 or 412. */
export interface ConnectionWarningEvent {
  readonly type: "access_revoked" | "connection_error";
  readonly status: "warning";
  readonly user: TerraUser;
  readonly message: string;
}

export interface PermissionChangeEvent {
  readonly type: "permission_change";
  readonly status: "warning";
  readonly user: TerraUser;
  readonly message: string;
  readonly version: string;
  /** Comma-separated. */
  readonly scopes_added: string;
  /** Comma-separated. */
  readonly scopes_removed: string;
}

/** A request for more than a month of data was accepted. */
export interface LargeRequestProcessingEvent {
  readonly type: "large_request_processing";
  readonly status: "processing";
  readonly user: TerraUser;
  readonly message: string;
  readonly reference: string;
}

/** The chunks of a large request follow. */
export interface LargeRequestSendingEvent {
  readonly type: "large_request_sending";
  readonly user: TerraUser;
  readonly message: string;
  readonly reference: string;
  readonly expected_payloads: number;
}

/** Where a payload can be fetched, in place of the payload; it names no user. */
export interface S3PayloadEvent {
  readonly type: "s3_payload";
  readonly status: "success";
  readonly url: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** v5 document only; it names no user. */
export interface HealthcheckEvent {
  readonly type: "healthcheck";
  readonly status: string;
  readonly creation_timestamp: string;
  readonly trend_percentage: number;
  readonly sent_webhooks_last_hour: number;
}

/** v5 document only: the provider is still preparing the data. */
export interface ProcessingEvent {
  readonly type: "processing";
  readonly status: string;
  readonly user: TerraUser;
  readonly message: string;
  readonly retry_after_seconds: number;
}

/** v5 document only: a Google account without a data source. */
export interface GoogleNoDatasourceEvent {
  readonly type: "google_no_datasource";
  readonly status: string;
  readonly user: TerraUser;
  readonly message: string;
}

/** v5 document only: the provider refused a request for its pace, and Terra will repeat it. */
export interface RateLimitHitEvent {
  readonly type: "rate_limit_hit";
  readonly user: TerraUser;
  /** ISO 8601, as are the two below. */
  readonly start_date: string;
  readonly end_date: string;
  readonly retrying_at: string;
  readonly message: string;
}
