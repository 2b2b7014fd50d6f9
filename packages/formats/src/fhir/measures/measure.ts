/** HL7's categories of observations that are used here. */
export type Category = "activity" | "exam" | "laboratory" | "social-history" | "vital-signs";

/** What a number of the model means, in the codes of the field. */
export interface Measure {
  /** The path of its field in the model, which is also its code there: `power_data.avg_watts`. */
  readonly field: string;
  /** In English, for people. */
  readonly text: string;
  /** UCUM; null where the model states none. */
  readonly unit: string | null;
  readonly category: Category;
  readonly loinc?: readonly string[];
  /** Code of the Personal Health Records guide. */
  readonly pghd?: string;
}

/** A number of an activity, day or night that was measured or computed once. */
export interface Summary extends Measure {
  /** The field of the series that it sums up. */
  readonly of?: string;
}

/** A list of samples: `field` ends in the sample's own field, `power_data.power_samples.watts`. */
export type Series = Measure;
