import { randomBytes } from "node:crypto";
import type {
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
  sendUnaryData,
} from "@grpc/grpc-js";
import type { Write } from "./proto.ts";
import { masked, runQuery } from "./query.ts";
import type { StructuredQuery } from "./query.ts";
import { isStatusError, statusError } from "./status-error.ts";
import type { Store } from "./store.ts";

interface Request {
  readonly database: string;
  readonly parent: string;
  readonly writes?: readonly Write[];
  readonly documents?: readonly string[];
  readonly mask?: { readonly fieldPaths?: readonly string[] } | null;
  readonly structuredQuery: StructuredQuery;
}

type Message = Readonly<Record<string, unknown>>;

/** The methods of `google.firestore.v1.Firestore` that writers and simple readers use. */
export function firestoreService(store: Store): UntypedServiceImplementation {
  return {
    Commit: unary(({ writes = [] }) => {
      for (const write of writes) store.check(write);
      for (const write of writes) store.checkPrecondition(write);
      return { writeResults: writes.map((write) => store.apply(write)), commitTime: now() };
    }),
    BatchWrite: unary(({ writes = [] }) => {
      const names = writes.map((write) => write.update?.name ?? write.delete);
      if (new Set(names).size < names.length)
        throw statusError(
          "INVALID_ARGUMENT",
          "the same document cannot be written more than once in a single request",
        );
      const outcomes = writes.map((write) => outcomeOf(() => store.check(write)));
      const results = writes.map((write, index) => {
        const checked = outcomes[index] ?? outcomeOf(() => store.checkPrecondition(write));
        return checked ?? store.apply(write);
      });
      return {
        writeResults: results.map((result) => ("code" in result ? {} : result)),
        status: results.map((result) => ("code" in result ? result : { code: 0 })),
      };
    }),
    BatchGetDocuments: streaming(function* ({ documents = [], mask }) {
      for (const name of documents) {
        const found = store.documents.get(name);
        if (found === undefined) yield { missing: name, readTime: now() };
        else
          yield {
            found: { ...found, fields: masked(found.fields, mask?.fieldPaths) },
            readTime: now(),
          };
      }
    }),
    RunQuery: streaming(function* ({ parent, structuredQuery }) {
      for (const document of runQuery(store.collections, parent, structuredQuery))
        yield { document, readTime: now() };
      yield { readTime: now() };
    }),
    ListCollectionIds: unary(({ parent }) => {
      const ids = [...store.documents.keys()]
        .filter((name) => name.startsWith(`${parent}/`))
        .map((name) => name.slice(parent.length + 1).split("/")[0] ?? "");
      return { collectionIds: [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1)) };
    }),
    BeginTransaction: unary(() => ({ transaction: randomBytes(8) })),
    Rollback: unary(() => ({})),
  };
}

/** The status of one write that is refused on its own; undefined when it is not. */
function outcomeOf(check: () => void): { readonly code: number; readonly message: string } | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!isStatusError(error) || !error.ofOneWrite) throw error;
    return { code: error.code, message: error.details };
  }
}

function unary(answer: (request: Request) => Message) {
  return ({ request }: ServerUnaryCall<Request, Message>, reply: sendUnaryData<Message>) => {
    try {
      checkPlace(request);
      reply(null, answer(request));
    } catch (error) {
      reply(asServiceError(error));
    }
  };
}

function streaming(answer: (request: Request) => Iterable<Message>) {
  return (call: ServerWritableStream<Request, Message>) => {
    try {
      checkPlace(call.request);
      for (const message of answer(call.request)) call.write(message);
      call.end();
    } catch (error) {
      call.emit("error", asServiceError(error));
    }
  };
}

/** A project and a database by whose names a test asks for a refusal. */
function checkPlace({ database, parent }: Request): void {
  const [, project, , id] = (database || parent).split("/");
  if (project?.startsWith("denied") === true)
    throw statusError("PERMISSION_DENIED", "Missing or insufficient permissions.");
  if (id?.startsWith("missing") === true)
    throw statusError("NOT_FOUND", `The database ${id} does not exist for project ${project}`);
}

function asServiceError(error: unknown): Error {
  return isStatusError(error) ? error : statusError("INTERNAL", String(error));
}

function now() {
  const ms = Date.now();
  return { seconds: String(Math.floor(ms / 1000)), nanos: (ms % 1000) * 1_000_000 };
}
