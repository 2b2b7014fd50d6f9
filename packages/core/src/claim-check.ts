/**
 * What is delivered in the place of an event that is too large for a destination: where its body is.
 * In the body of a webhook or message it is `claim_check`, in the place of `data`.
 *
 * @see docs/claim-check.md
 */
export interface ClaimCheck {
  /** Name of the destination whose store holds the body. */
  readonly destination: string;
  /** Where the body is: `s3://bucket/path`, `gs://bucket/path`, or an https URL. Not signed. */
  readonly url: string;
  readonly id: string;
  readonly key: string;
  /** The object may hold a newer one by the time that it is read; its metadata says which. */
  readonly revision: number;
  /** Size and type of the body that was stored. */
  readonly bytes: number;
  readonly content_type: string;
}
