/** One factor of a score, as the v5 document lists them. */
export interface ScoreContributor {
  readonly contributor_name: string;
  readonly contributor_score: number;
}

/** How much each factor, by its name, added to a score. */
export type Contributors = Readonly<Record<string, number | null>>;
