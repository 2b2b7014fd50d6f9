const base = "https://musette.dev/fhir/sid";

/** Namespaces of the identifiers that are written. */
export const identifierSystems = {
  /** An event's natural key. */
  eventKey: `${base}/event-key`,
  userId: `${base}/user-id`,
  referenceId: `${base}/reference-id`,
  /** What a provider calls something: `PELOTON` has `…/provider/peloton`. */
  provider: (provider: string) => `${base}/provider/${encodeURIComponent(provider.toLowerCase())}`,
} as const;
