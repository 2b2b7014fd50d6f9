import type { Fields } from "./encode-fields.ts";
import type { FirestoreClient } from "./connect.ts";

/** What is stored in a document, as far as we wrote it. */
export interface Stored {
  readonly name: string;
  /** Undefined where somebody else wrote the document. */
  readonly key: string | undefined;
  readonly revision: number;
  readonly updateTime: object;
}

export interface Write {
  readonly name: string;
  readonly fields: Fields;
  readonly condition: { readonly exists: false } | { readonly updateTime: object };
}

/** The status of one write; code 0 when it was carried out. */
export interface Status {
  readonly code: number;
  readonly message: string;
}

/** One collection; `parent` is the full name of the document above it. */
interface CollectionPlace {
  readonly parent: string;
  readonly collection: string;
}

/** The requests that this connector makes, on one database. None is tried again. */
export interface FirestoreApi {
  /** At most 30 keys. */
  findByKeys(place: CollectionPlace, keys: readonly string[]): Promise<readonly Stored[]>;
  /** All documents of a user. */
  findByUser(place: CollectionPlace, userId: string): Promise<readonly Stored[]>;
  /** What is stored under these names; those that are not there are left out. */
  read(names: readonly string[]): Promise<readonly Stored[]>;
  /** One status for each write, in their order. No name may be there twice. */
  write(writes: readonly Write[]): Promise<readonly Status[]>;
  /** Deletes those that are still as they were seen. One status for each, in their order. */
  remove(documents: readonly Pick<Stored, "name" | "updateTime">[]): Promise<readonly Status[]>;
}

const requestTimeoutMs = 20_000;
const bookkeeping = ["musette.key", "musette.revision"];

/**
 * Nothing is begun after the signal has aborted, and streams are cancelled. A write that is under way runs on;
 * its conditions keep it harmless.
 */
export function createApi(
  client: FirestoreClient,
  { database, isEmulator }: { readonly database: string; readonly isEmulator: boolean },
  signal: AbortSignal,
): FirestoreApi {
  // Emulators let anybody in who says so; to Firestore the client adds its token.
  const login = isEmulator ? { Authorization: "Bearer owner" } : {};
  const options = {
    retry: null,
    retryRequestOptions: { retries: 0, noResponseRetries: 0 },
    timeout: requestTimeoutMs,
    otherArgs: { headers: { "google-cloud-resource-prefix": database, ...login } },
  };

  return {
    async findByKeys(place, keys) {
      const value = { arrayValue: { values: keys.map((key) => ({ stringValue: key })) } };
      return await find(place, { field: { fieldPath: "musette.key" }, op: "IN", value });
    },
    async findByUser(place, userId) {
      const value = { stringValue: userId };
      return await find(place, { field: { fieldPath: "user.user_id" }, op: "EQUAL", value });
    },
    async read(names) {
      signal.throwIfAborted();
      const request = { database, documents: [...names], mask: { fieldPaths: bookkeeping } };
      const answers = await collect(client.batchGetDocuments(request, options), signal);
      return answers.flatMap(({ found }) => (found ? [storedIn(found)] : []));
    },
    async write(writes) {
      return await batchWrite(
        writes.map(({ name, fields, condition }) => ({
          update: { name, fields },
          currentDocument: condition,
        })),
      );
    },
    async remove(documents) {
      return await batchWrite(
        documents.map(({ name, updateTime }) => ({ delete: name, currentDocument: { updateTime } })),
      );
    },
  };

  async function find(
    { parent, collection }: CollectionPlace,
    fieldFilter: {
      readonly field: { fieldPath: string };
      readonly op: "IN" | "EQUAL";
      readonly value: object;
    },
  ): Promise<readonly Stored[]> {
    signal.throwIfAborted();
    const structuredQuery = {
      select: { fields: bookkeeping.map((fieldPath) => ({ fieldPath })) },
      from: [{ collectionId: collection }],
      where: { fieldFilter },
    };
    const answers = await collect(client.runQuery({ parent, structuredQuery }, options), signal);
    return answers.flatMap(({ document }) => (document ? [storedIn(document)] : []));
  }

  async function batchWrite(writes: readonly object[]): Promise<readonly Status[]> {
    signal.throwIfAborted();
    // The types want lists that may be changed; nobody changes them.
    const [{ status }] = await client.batchWrite({ database, writes } as object, options);
    return (status ?? []).map(({ code, message }) => ({ code: code ?? 0, message: message ?? "" }));
  }
}

/** A document as the client hands it over. */
interface Document {
  readonly name: string;
  readonly updateTime: object;
  readonly fields?: Readonly<Record<string, { readonly mapValue?: { readonly fields?: Bookkeeping } }>>;
}

type Bookkeeping = Readonly<
  Partial<
    Record<
      string,
      {
        readonly stringValue?: string;
        readonly integerValue?: string | number;
        readonly doubleValue?: number;
      }
    >
  >
>;

function storedIn({ name, updateTime, fields }: Document): Stored {
  const { key, revision } = fields?.["musette"]?.mapValue?.fields ?? {};
  const number = Number(revision?.integerValue ?? revision?.doubleValue ?? -1);
  return { name, key: key?.stringValue, revision: number, updateTime };
}

interface Answers extends NodeJS.ReadableStream {
  cancel(): void;
}

/** Of a query `document`, of a read `found`; neither where nothing was there. */
interface Answer {
  readonly document?: Document;
  readonly found?: Document;
}

async function collect(stream: Answers, signal: AbortSignal): Promise<readonly Answer[]> {
  const cancel = () => stream.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answers: Answer[] = [];
    for await (const answer of stream as AsyncIterable<Answer>) answers.push(answer);
    return answers;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
