import { GcsFault } from "./answer.ts";

/** An object, and what is kept with it. */
export interface StoredObject {
  readonly bytes: Buffer;
  /** As Google gives it; numbers are strings there. */
  readonly resource: ObjectResource;
}

export interface ObjectResource {
  readonly name: string;
  readonly bucket: string;
  readonly generation: string;
  readonly metageneration: string;
  readonly contentType: string;
  readonly size: string;
  readonly md5Hash: string;
  readonly crc32c: string;
  readonly timeCreated: string;
  readonly updated: string;
  readonly temporaryHold?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What a resumable upload was begun with. */
export interface BegunUpload {
  readonly bucket: string;
  readonly query: URLSearchParams;
  readonly resource: Readonly<Record<string, unknown>>;
  bytes: Buffer;
}

/** All that the server holds, in memory. */
export interface GcsState {
  readonly buckets: Map<string, Map<string, StoredObject>>;
  readonly uploads: Map<string, BegunUpload>;
  /** Microseconds since 1970, greater each time. */
  nextGeneration(): string;
}

export function createState(): GcsState {
  let generation = Date.now() * 1000;
  return { buckets: new Map(), uploads: new Map(), nextGeneration: () => String((generation += 1)) };
}

/** @throws {GcsFault} 404 */
export function bucketOf({ buckets }: GcsState, name: string): Map<string, StoredObject> {
  const bucket = buckets.get(name);
  if (bucket === undefined) throw new GcsFault(404, "notFound", "The specified bucket does not exist.");
  return bucket;
}

/** @throws {GcsFault} 404 */
export function objectOf(state: GcsState, bucket: string, name: string): StoredObject {
  const object = bucketOf(state, bucket).get(name);
  if (object === undefined) throw new GcsFault(404, "notFound", `No such object: ${bucket}/${name}`);
  return object;
}

/** @throws {GcsFault} 412 unless what is there, or its absence, is what the query asks for. */
export function checkConditions(query: URLSearchParams, existing: StoredObject | undefined): void {
  const generation = existing?.resource.generation ?? "0";
  const metageneration = existing?.resource.metageneration ?? "0";
  const holds =
    isOrUnset(query.get("ifGenerationMatch"), generation) &&
    isOrUnset(query.get("ifMetagenerationMatch"), metageneration) &&
    query.get("ifGenerationNotMatch") !== generation;
  if (holds) return;
  throw new GcsFault(
    412,
    "conditionNotMet",
    "At least one of the pre-conditions you specified did not hold.",
  );
}

/** @throws {GcsFault} 403 when the object may be neither replaced nor deleted. */
export function checkHold(existing: StoredObject | undefined): void {
  if (existing?.resource.temporaryHold !== true) return;
  const { bucket, name } = existing.resource;
  throw new GcsFault(
    403,
    "objectUnderActiveHold",
    `Object '${bucket}/${name}' is under active Temporary hold and cannot be deleted, overwritten or archived until hold is removed.`,
  );
}

function isOrUnset(wanted: string | null, actual: string): boolean {
  return wanted === null || wanted === actual;
}
