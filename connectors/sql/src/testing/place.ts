/** An empty database of one engine for one test, and a view of it that bypasses the connector. */
export interface Place extends AsyncDisposable {
  readonly config: { readonly url: string; readonly schema?: string };
  /** Secrets in `config` and `wrongCredentials`. */
  readonly secrets: readonly string[];
  /** The name of a table as it stands in a query of this test. */
  table(name: string): string;
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Which tables there are, in order. */
  tables(): Promise<readonly string[]>;
  /** The payload column as text, digit by digit. */
  readonly payloadText: string;
  /** Makes the table refuse rows with these keys. */
  refuseKeys(table: string, keys: readonly string[]): Promise<void>;
  /** The same place over the network, at another address; undefined for a file. */
  readonly configAt?: (endpoint: { readonly host: string; readonly port: number }) => Place["config"];
  readonly wrongCredentials?: Place["config"];
  /** A database that is not there. */
  readonly missing: Place["config"];
  /** Files beside the tables that belong to the place. */
  files?(): readonly string[];
}

export function quoteAll(keys: readonly string[]): string {
  return keys.map((key) => `'${key.replaceAll("'", "''")}'`).join(", ");
}
