import type * as r4 from "fhir/r4.js";
import type * as r5 from "fhir/r5.js";

/**
 * What a bundle is made of. Each type is both versions' at once, so that what satisfies it is right in R4
 * and in R5; only `SampledData` and `Device` are told apart.
 */
export type SampledData = r4.SampledData | r5.SampledData;
export type Observation = Omit<r4.Observation & r5.Observation, "valueSampledData"> & {
  valueSampledData?: SampledData;
};
export type ObservationComponent = r4.ObservationComponent & r5.ObservationComponent;
export type Device = r4.Device | r5.Device;
export type Patient = r4.Patient & r5.Patient;
export type Provenance = r4.Provenance & r5.Provenance;
export type DocumentReference = r4.DocumentReference & r5.DocumentReference;
export type Resource = Observation | Device | Patient | Provenance | DocumentReference;

export type CodeableConcept = r4.CodeableConcept & r5.CodeableConcept;
export type Coding = r4.Coding & r5.Coding;
export type Element = r4.Element & r5.Element;
export type Identifier = r4.Identifier & r5.Identifier;
export type Period = r4.Period & r5.Period;
export type Quantity = r4.Quantity & r5.Quantity;
export type Reference = r4.Reference & r5.Reference;
