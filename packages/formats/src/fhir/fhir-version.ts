/** R4 is 4.0.1, R5 is 5.0.0. They differ in `SampledData` and in how a `Device` is named. */
export type FhirVersion = "R4" | "R5";
