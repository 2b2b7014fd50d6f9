import type { SourceName } from "@musette/core";

/** A provider that people can connect here. */
export interface Provider {
  /** As Terra writes it. */
  readonly resource: "PELOTON" | "IFIT";
  /** In the page's own path. */
  readonly slug: string;
  readonly source: SourceName & ("peloton" | "ifit");
  /** As people know it. */
  readonly name: string;
  /** How a person gets the file. */
  readonly fileHelp: string;
  /** How a person gets the token. */
  readonly tokenHelp: string;
}

/**
 * Neither vendor lets others log in for its members: a person has the export of the vendor's site, or the
 * tokens of a session of their own. Peloton's access token is good for 48 hours, iFit's for an hour or a
 * week; the refresh token renews either.
 */
const providers: readonly Provider[] = [
  {
    resource: "PELOTON",
    slug: "peloton",
    source: "peloton",
    name: "Peloton",
    fileHelp:
      "On Peloton’s website open Profile, then Workouts, and choose Download. That gives one CSV file with all of your workouts.",
    tokenHelp:
      "The bearer token of a Peloton session of yours, for those who know how to find it. It ends after two days; with the refresh token it can be renewed.",
  },
  {
    resource: "IFIT",
    slug: "ifit",
    source: "ifit",
    name: "iFit",
    fileHelp:
      "On iFit’s website open a workout and download both of its exports, TCX and CSV. Choose the two files together; you can choose the files of several workouts.",
    tokenHelp:
      "The access token of an iFit session of yours, for those who know how to find it. With the refresh token it can be renewed when it ends.",
  },
];

/** The providers whose source is on. */
export function availableProviders(sources: ReadonlySet<SourceName>): readonly Provider[] {
  return providers.filter(({ source }) => sources.has(source));
}
