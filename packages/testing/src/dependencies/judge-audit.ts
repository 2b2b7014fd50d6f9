/** What came of `npm audit signatures`. */
export interface AuditRun {
  /** Null when it was ended because it took too long. */
  readonly exitCode: number | null;
  /** Both streams. */
  readonly output: string;
}

export type AuditVerdict = "verified" | "refused" | "not checked";

/** npm's words for packages that are not what the registry signed, or are signed by nobody. */
const refusal = /\b(?:invalid|missing)\b[^\n]*\b(?:signatures?|attestations?)\b|\btampered\b/i;

/**
 * Tells a package with a wrong signature from a registry that does not answer: the first fails a check, the
 * second is nobody's fault in a closed network.
 */
export function judgeAudit({ exitCode, output }: AuditRun): AuditVerdict {
  if (refusal.test(output)) return "refused";
  return exitCode === 0 ? "verified" : "not checked";
}
