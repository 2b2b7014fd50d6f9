/** The body of every error: RFC 9457, `application/problem+json`. 429 and 503 have the header `retry-after`, in seconds. */
export interface ProblemBody {
  /**
   * Its last part is stable, and what a program tells apart: `https://musette.dev/problems/unauthorized`,
   * `…/read-only`, `…/csrf`, `…/too-many-attempts`, `…/not-found`.
   */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** In words, for people: what was wrong and what to do. May hold text of users: show it as text. */
  readonly detail: string;
  /** The path that was asked for. */
  readonly instance: string;
}
