import type { DeviceData } from "./device.ts";

/** The person as the provider knows them; one per connection, the latest wins. */
export interface Athlete {
  /** The provider's own id of the person. */
  readonly provider_user_id?: string | null;
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  /** ISO 8601 date. */
  readonly date_of_birth?: string | null;
  /** Whole years. */
  readonly age?: number | null;
  readonly sex?: string | null;
  readonly gender?: string | null;
  readonly email?: string | null;
  readonly bio?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly country?: string | null;
  /** ISO 8601. */
  readonly account_creation_date?: string | null;
  /** `account_creation_date` as the v5 document calls it. */
  readonly joined_provider?: string | null;
  readonly devices?: readonly DeviceData[] | null;
}
