/** The tables that the connector makes, without prefix. */
const tables = [
  "users",
  "data_payloads",
  "other_payloads",
  "activities",
  "samples",
  "musette_migrations",
] as const;

type Table = (typeof tables)[number];
/** Each table under the name it has in the database, with its schema where one is configured. */
export type TableNames = Readonly<Record<Table, string>>;

export function tableNames(options: {
  readonly schema?: string | undefined;
  readonly prefix: string;
}): TableNames {
  const start = options.schema === undefined ? options.prefix : `${options.schema}.${options.prefix}`;
  return Object.fromEntries(tables.map((table) => [table, `${start}${table}`])) as Record<Table, string>;
}
