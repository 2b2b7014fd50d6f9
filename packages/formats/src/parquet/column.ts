/** What a column holds; a timestamp is an instant in UTC. */
export type ColumnType = "text" | "int64" | "double" | "timestamp";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /**
   * What the values are like, where that decides how they are stored: a `counter` goes up and hardly
   * repeats, a `document` is long and nobody searches for its beginning.
   */
  readonly like?: "counter" | "document";
}

/** One value: a bigint for `int64`, Unix microseconds for `timestamp`; null where there is none. */
export type Cell = string | number | bigint | null;
