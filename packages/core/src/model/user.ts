/**
 * A connection of one person to one provider, as Terra sends it with every event.
 *
 * @see https://docs.tryterra.co (schema `TerraUser`; fields of both published versions)
 */
export interface TerraUser {
  readonly user_id: string;
  /** `PELOTON`, `IFIT`, `FITBIT`, … */
  readonly provider: string;
  /** The developer's own name for the person. */
  readonly reference_id?: string | null;
  readonly created_at?: string | null;
  readonly last_webhook_update?: string | null;
  /** Comma-separated. */
  readonly scopes?: string | null;
  readonly active?: boolean | null;
}

/**
 * Whose an event is that its source sends without a user (Terra's `healthcheck`, `auth_cancelled`).
 * Belongs to no developer; no real user id looks like it.
 */
export const noUserId = "-";
