/** Types whose `data` is a list of items, each with `metadata`. */
export const itemTypes: ReadonlySet<string> = new Set([
  "activity",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);

/** Types that say something of a user, in one object and never in a list. */
export const userEventTypes: ReadonlySet<string> = new Set([
  "access_revoked",
  "auth",
  "connection_error",
  "deauth",
  "google_no_datasource",
  "large_request_processing",
  "large_request_sending",
  "permission_change",
  "processing",
  "rate_limit_hit",
  "user_reauth",
]);
