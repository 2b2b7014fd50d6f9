import { checkDocument } from "./check-document.ts";
import { createCollectionIndex } from "./field-index.ts";
import type { CollectionIndex } from "./field-index.ts";
import type { StoredDocument, Timestamp, Write } from "./proto.ts";
import { statusError } from "./status-error.ts";

/** All documents of all databases, by their full name. */
export interface Store {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  /** The same documents, by the full name of their collection. */
  readonly collections: ReadonlyMap<string, CollectionIndex>;
  /** Names that a test wants to be refused. */
  readonly refused: Set<string>;
  /** @throws {StatusError} when its document is not one; nothing is changed. */
  check(write: Write): void;
  /** @throws {StatusError} when its precondition does not hold; nothing is changed. */
  checkPrecondition(write: Write): void;
  /** Carries out a write that was checked. */
  apply(write: Write): { readonly updateTime: Timestamp };
}

export function createStore(): Store {
  const documents = new Map<string, StoredDocument>();
  const collections = new Map<string, CollectionIndex>();
  const refused = new Set<string>();
  let lastMicroseconds = 0;

  return {
    documents,
    collections,
    refused,
    check({ update, updateMask }) {
      if (update === undefined) return;
      if (updateMask !== undefined && updateMask !== null)
        throw statusError("UNIMPLEMENTED", "this server writes whole documents only");
      if (refused.has(update.name)) throw statusError("INVALID_ARGUMENT", "a test wants this refused", true);
      checkDocument(update.name, update.fields ?? {});
    },
    checkPrecondition({ update, delete: deleted, currentDocument }) {
      const stored = documents.get(update?.name ?? deleted ?? "");
      if (currentDocument?.exists === false && stored !== undefined)
        throw statusError("ALREADY_EXISTS", "entity already exists", true);
      if (currentDocument?.exists === true && stored === undefined)
        throw statusError("NOT_FOUND", "no entity to update", true);
      const { updateTime } = currentDocument ?? {};
      if (updateTime === undefined || updateTime === null) return;
      const same =
        stored?.updateTime.seconds === updateTime.seconds && stored.updateTime.nanos === updateTime.nanos;
      if (!same)
        throw statusError(
          "FAILED_PRECONDITION",
          "the stored version does not match the required base version",
          true,
        );
    },
    apply({ update, delete: deleted }) {
      const updateTime = nextTime();
      if (deleted !== undefined) {
        documents.delete(deleted);
        collectionOf(deleted).remove(deleted);
      }
      if (update !== undefined) {
        const { name, fields = {} } = update;
        const createTime = documents.get(name)?.createTime ?? updateTime;
        const document = { name, fields, createTime, updateTime };
        documents.set(name, document);
        collectionOf(name).put(document);
      }
      return { updateTime };
    },
  };

  function collectionOf(name: string): CollectionIndex {
    const parent = name.slice(0, name.lastIndexOf("/"));
    const collection = collections.get(parent) ?? createCollectionIndex();
    collections.set(parent, collection);
    return collection;
  }

  /** No two writes have the same time. */
  function nextTime(): Timestamp {
    lastMicroseconds = Math.max(lastMicroseconds + 1, Date.now() * 1000);
    const seconds = Math.floor(lastMicroseconds / 1_000_000);
    return { seconds: String(seconds), nanos: (lastMicroseconds % 1_000_000) * 1000 };
  }
}
