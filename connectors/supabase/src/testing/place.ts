import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

type Row = Readonly<Record<string, unknown>>;

/** What a place needs of the project it is in. */
interface Project {
  readonly url: string;
  readonly serviceKey: string;
  readonly wrongKey: string;
  /** Runs SQL as the owner of the tables; undefined for a project that is not ours alone. */
  query?(sql: string): Promise<readonly Row[]>;
}

/** The project's tables, empty, and if asked for a bucket of its own: for one test. Views of them without the connector. */
export interface Place extends AsyncDisposable {
  readonly config: { readonly url: string; readonly service_key: string; readonly bucket?: string };
  /** Every row of a table, in the order of its first column; payloads as text, digit by digit. */
  rows(table: string): Promise<readonly Row[]>;
  /** The objects of the bucket by name. */
  objects(): Promise<ReadonlyMap<string, string>>;
  /** Events as they are stored, wherever their payload is; a row for each copy counts. */
  readBack(): Promise<readonly StoredEvent[]>;
}

interface StoredEvent {
  readonly id: string;
  readonly revision: number;
  readonly json: string;
  readonly copies: number;
}

interface ObjectList {
  readonly hasNext: boolean;
  readonly nextCursor?: string;
  readonly objects: readonly { readonly name: string }[];
}

/** A project answers with at most so many, unless its owner has changed that. */
const pageRows = 1000;
const tables = ["terra_activities", "terra_data_payloads", "terra_misc_payloads", "terra_users"];

/** Runs schema.sql and on-user-delete.sql where that is possible, and waits until PostgREST has seen them. */
export async function installSchema(project: Project): Promise<void> {
  if (project.query === undefined) return;
  for (const file of ["schema.sql", "on-user-delete.sql"])
    await project.query(await readFile(new URL(`../../${file}`, import.meta.url), "utf8"));
  const nothing = { writes: [], written: [] };
  while ((await send(project, "/rest/v1/rpc/musette_write_each_deleting", "POST", nothing)).status === 404);
}

export async function makePlace(
  project: Project,
  options: { readonly withBucket?: boolean } = {},
): Promise<Place> {
  const bucket = options.withBucket === true ? `musette-test-${randomBytes(6).toString("hex")}` : undefined;
  for (const table of tables) await send(project, `/rest/v1/${table}?revision=gte.0`, "DELETE");
  if (bucket !== undefined) await send(project, "/storage/v1/bucket", "POST", { id: bucket, name: bucket });

  async function rows(table: string): Promise<readonly Row[]> {
    const payload = table.endsWith("_payloads") ? ",payload::text" : "";
    const order = table === "terra_users" ? "user_id" : "event_key";
    const found: Row[] = [];
    for (;;) {
      const query = `select=*${payload}&order=${order}&limit=${pageRows}&offset=${found.length}`;
      const page = (await (
        await send(project, `/rest/v1/${table}?${query}`, "GET")
      ).json()) as readonly Row[];
      found.push(...page);
      if (page.length < pageRows) return found;
    }
  }
  async function read(name: string): Promise<string> {
    return await (await send(project, `/storage/v1/object/authenticated/${bucket}/${name}`, "GET")).text();
  }
  async function objects(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    if (bucket === undefined) return found;
    for (let page: ObjectList | undefined; page?.hasNext !== false;) {
      const query = { limit: pageRows, ...(page?.nextCursor && { cursor: page.nextCursor }) };
      const answer = await send(project, `/storage/v1/object/list-v2/${bucket}`, "POST", query);
      page = (await answer.json()) as ObjectList;
      for (const { name } of page.objects) found.set(name, await read(name));
    }
    return found;
  }

  return {
    config: { url: project.url, service_key: project.serviceKey, ...(bucket !== undefined && { bucket }) },
    rows,
    objects,
    async readBack() {
      const stored = [...(await rows("terra_data_payloads")), ...(await rows("terra_misc_payloads"))];
      const texts = await Promise.all(
        stored.map(async ({ payload, payload_path: name }) =>
          typeof name === "string" ? await read(name) : String(payload),
        ),
      );
      const records = stored.map((row, index) => ({
        id: String(row["payload_id"]),
        revision: Number(row["revision"]),
        json: texts[index] ?? "",
      }));
      return [...Map.groupBy(records, ({ id }) => id).values()].flatMap((copies) =>
        copies.slice(0, 1).map((copy) => ({ ...copy, copies: copies.length })),
      );
    },
    async [Symbol.asyncDispose]() {
      if (bucket === undefined) return;
      await send(project, `/storage/v1/bucket/${bucket}/empty`, "POST", {});
      await send(project, `/storage/v1/bucket/${bucket}`, "DELETE");
    },
  };
}

async function send(
  { url, serviceKey }: Project,
  path: string,
  method: string,
  body?: object,
): Promise<Response> {
  const headers = {
    apikey: serviceKey,
    authorization: `Bearer ${serviceKey}`,
    "content-type": "application/json",
  };
  return await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}
