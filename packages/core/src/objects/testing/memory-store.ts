import type { DeletingObjectStore } from "../deleting-store.ts";
import type { ObjectStore, PutObject } from "../write-object.ts";

/**
 * What the store makes of conditions:
 *
 * - `held`: as Amazon S3, Google Cloud Storage and Azure;
 * - `unsupported`: it says that it has none;
 * - `absent-only`: it holds `absent`, but takes no version for its own (Ceph before 20).
 */
export type Conditions = "held" | "unsupported" | "absent-only";

export interface MemoryStore extends DeletingObjectStore {
  readonly objects: ReadonlyMap<string, PutObject>;
  readonly requests: readonly string[];
  /** Deletes an object behind the writer's back. */
  drop(path: string): void;
  /** Puts an object there that is not ours. */
  place(path: string, object: PutObject): void;
}

type Answer = Awaited<ReturnType<ObjectStore["put"]>>;

/** An object store in memory; each request is one step, before which `turn` may let others go first. */
export function createMemoryStore(
  conditions: Conditions = "held",
  turn: (request: string) => Promise<unknown> = async () => undefined,
): MemoryStore {
  const objects = new Map<string, PutObject & { readonly version: string }>();
  const requests: string[] = [];
  let writes = 0;

  const keep = (path: string, object: PutObject): Answer => {
    writes += 1;
    objects.set(path, { ...object, version: `v${writes}` });
    return "written";
  };
  const ask = async (request: string, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    requests.push(request);
    await turn(request);
    signal.throwIfAborted();
  };

  return {
    objects,
    requests,
    drop: (path) => void objects.delete(path),
    place: keep,
    async put(path, object, condition, signal) {
      await ask(`put ${condition.kind} ${path}`, signal);
      if (condition.kind === "none") return keep(path, object);
      if (conditions === "unsupported") return "unsupported";
      const stored = objects.get(path);
      if (condition.kind === "absent") return stored === undefined ? keep(path, object) : "changed";
      const holds = conditions === "held" && stored?.version === condition.version;
      return holds ? keep(path, object) : "changed";
    },
    async head(path, signal) {
      await ask(`head ${path}`, signal);
      return objects.get(path);
    },
    async list(prefix, signal) {
      await ask(`list ${prefix}`, signal);
      return [...objects.keys()].filter((path) => path.startsWith(prefix));
    },
    async folders(prefix, signal) {
      await ask(`list folders ${prefix}`, signal);
      const found = [...objects.keys()].flatMap((path) => {
        const end = path.indexOf("/", prefix.length);
        return path.startsWith(prefix) && end !== -1 ? [path.slice(0, end + 1)] : [];
      });
      return [...new Set(found)];
    },
    async remove(path, version, signal) {
      await ask(`remove ${path}`, signal);
      const stored = objects.get(path);
      const holds = version === undefined || (conditions === "held" && stored?.version === version);
      if (stored !== undefined && !holds) return "changed";
      objects.delete(path);
      return "removed";
    },
  };
}
