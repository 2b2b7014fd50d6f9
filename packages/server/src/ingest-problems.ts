import type { JournalError, SourceName } from "@musette/core";
import type { Problem } from "./problem.ts";

export const unauthorized: Problem = {
  status: 401,
  code: "unauthorized",
  title: "Not authorized",
  detail:
    "Send the headers dev-id and x-api-key of a developer named in the configuration (or, to /ingest/terra, a valid terra-signature).",
};

export const badSignature: Problem = {
  ...unauthorized,
  code: "bad-signature",
  detail:
    "The terra-signature does not match the body with sources.terra.signing_secret, or is more than 300 seconds old.",
};

export const unsupportedType: Problem = {
  status: 415,
  code: "unsupported-type",
  title: "Unsupported media type",
  detail: "Send the payload as content-type: application/json.",
};

export const unsupportedFileType: Problem = {
  ...unsupportedType,
  detail: "Send files as multipart/form-data: curl -F file=@ride.fit",
};

export const overloaded: Problem = {
  status: 503,
  code: "overloaded",
  title: "Too much at once",
  detail: "More bodies are in flight than memory is set aside for. Nothing was stored; send it again.",
  retryAfterSeconds: 1,
};

export const unknownUser: Problem = {
  status: 404,
  code: "unknown-user",
  title: "Unknown user",
  detail: "There is no such user among yours. Use another user_id.",
};

export function unknownSource(source: string, known: ReadonlySet<SourceName>): Problem {
  const detail = `There is no source ${JSON.stringify(source.slice(0, 40))}. Sources here: ${[...known].join(", ")}.`;
  return { status: 404, code: "unknown-source", title: "Unknown source", detail };
}

export function tooManyRequests(retryAfterSeconds: number): Problem {
  const detail = "You send more requests a second than your configuration allows. Wait and send it again.";
  return { status: 429, code: "rate-limited", title: "Too many requests", detail, retryAfterSeconds };
}

export function tooLarge(maxBytes: number): Problem {
  const detail = `The body is larger than ${maxBytes} bytes (server.max_body). Send fewer workouts at once or raise the limit.`;
  return { status: 413, code: "too-large", title: "Body too large", detail };
}

export function tooManyItems(detail: string): Problem {
  return { status: 413, code: "too-many-items", title: "Too many items", detail };
}

export function unknownEncoding(encoding: string): Problem {
  const detail = `Content-encoding ${JSON.stringify(encoding.slice(0, 40))} is not supported. Use gzip, deflate, br, zstd or none.`;
  return { status: 415, code: "unsupported-encoding", title: "Unsupported content encoding", detail };
}

export function undecodable(encoding: string): Problem {
  return malformed(`The body is not valid ${encoding}, or is cut short.`);
}

export function malformed(detail: string): Problem {
  return { status: 400, code: "malformed", title: "Malformed payload", detail };
}

export function unidentified(detail: string): Problem {
  return { status: 422, code: "unidentified", title: "Nothing that can be identified", detail };
}

/** Some files of a form are stored, and the next could not be. */
export function partlyStored(error: JournalError, storedEvents: number): Problem {
  const problem = notStored(error);
  const detail = `${error.message} ${storedEvents} events of this form are stored; send it again, and those will be answered as duplicates.`;
  return { ...problem, detail };
}

export function notStored(error: JournalError): Problem {
  if (error.code === "journal.foreign_user") return unknownUser;
  const title = error.code === "journal.full" ? "The journal is full" : "The journal cannot store this now";
  return {
    status: 503,
    code: error.code.replace(".", "-"),
    title,
    detail: `${error.message} Nothing was stored; send it again.`,
    retryAfterSeconds: error.code === "journal.full" ? 30 : 5,
  };
}
