/** Namespaces of the codes that are written; those of ours are described in docs/formats/fhir.md. */
export const codeSystems = {
  loinc: "http://loinc.org",
  ucum: "http://unitsofmeasure.org",
  /** Personal Health Records, hl7.fhir.uv.phr 1.0.0-ballot2. */
  pghd: "http://hl7.org/fhir/uv/phr/CodeSystem/observation-pghd-codes",
  pghdSleepEpisode: "http://hl7.org/fhir/uv/phr/CodeSystem/sleep-episode-codes",
  pghdSleepAnalysis: "http://hl7.org/fhir/uv/phr/CodeSystem/sleep-analysis-codes",
  observationCategory: "http://terminology.hl7.org/CodeSystem/observation-category",
  provenanceParticipantType: "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
  /** Code: the path of a field in Terra's model, `power_data.avg_watts`. */
  terraField: "https://musette.dev/fhir/CodeSystem/terra-field",
  /** Code: Terra's number of a kind of workout, `18`. */
  terraActivityType: "https://musette.dev/fhir/CodeSystem/terra-activity-type",
  /** Code: Terra's number of a stage of sleep, `5`. */
  terraSleepLevel: "https://musette.dev/fhir/CodeSystem/terra-sleep-level",
  /** Code: the type of an event, `nutrition`. */
  terraEventType: "https://musette.dev/fhir/CodeSystem/terra-event-type",
} as const;
