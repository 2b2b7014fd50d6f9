const jsonSources = ["peloton", "ifit", "terra"] as const;
export const fileSources = ["fit", "tcx", "csv"] as const;

export type JsonSource = (typeof jsonSources)[number];
export type FileSource = (typeof fileSources)[number];
/** A row of the proof: a vendor's JSON, or a kind of file. */
export type PayloadSource = JsonSource | FileSource;
