import { expect } from "vitest";
import type { ApiAnswer } from "./client.ts";
import { operations } from "./coverage.ts";
import { documents } from "./documents.ts";
import type { OpenApiDocument, Schema } from "./openapi-document.ts";
import { unknownMembers } from "./unknown-members.ts";

/** Members of answers that are in neither document, and why they are there all the same. */
const additions: Readonly<Record<string, string>> = {
  "DELETE /auth/deauthenticateUser 200 .message": "says what was erased and where more of it is",
  "PATCH /users/{user_id} 200 .user.created_at": "of v2's TerraUser, in an operation that only v5 has",
  "POST /activity 201 .user.created_at": "likewise",
  "POST /body 201 .user.created_at": "likewise",
  "POST /nutrition 201 .user.created_at": "likewise",
  ".data[].musette_data": "the block for what Terra's model has no field for",
};

/** What every error looks like, also where a document says nothing of that status for that operation. */
const anyError = {
  v2: "/components/schemas/Problem",
  v5: "/paths/~1activity/get/responses/400/content/application~1json/schema",
} as const;

/** The statuses that were as expected, by operation. */
const answered = new Map<string, Set<number>>();

/** Expects every operation that a test file is to cover to have succeeded there, and to have refused. */
export function expectCovered(file: string): void {
  const covered = Object.entries(operations)
    .filter(([, coverage]) => "covered" in coverage && coverage.covered === file)
    .map(([operation]) => operation);
  expect(covered.length).toBeGreaterThan(0);
  for (const operation of covered) {
    const statuses = [...(answered.get(operation) ?? [])];
    const isMissing = {
      success: !statuses.some((status) => status < 300) && !neverSucceeds.has(operation),
      refusal: !statuses.some((status) => status >= 400) && !neverRefuses.has(operation),
    };
    expect({ operation, ...isMissing }).toEqual({ operation, success: false, refusal: false });
  }
}

/** Nothing can be wrong with a request without parameters and without a key. */
const neverRefuses = new Set(["GET /integrations"]);
/** What cannot be done here is answered with the documented error. */
const neverSucceeds = new Set(["DELETE /body", "DELETE /nutrition"]);

/**
 * Expects an answer to be what both documents say of its operation and status, each as far as it knows
 * the operation; to have nothing that neither knows; and to carry a `terra-reference`.
 */
export function expectAnswer(answer: ApiAnswer, status: number): void {
  const { operation, body, headers } = answer;
  expect({ operation, status: answer.status, body: answer.status === status ? "as expected" : body }).toEqual(
    {
      operation,
      status,
      body: "as expected",
    },
  );
  expect(headers.get("terra-reference")).toMatch(/^[\w.:-]{1,128}$/);
  const isError = status >= 400;
  expect(headers.get("content-type")).toBe(isError ? "application/problem+json" : "application/json");
  answered.set(operation, (answered.get(operation) ?? new Set()).add(status));
  const placed = documents.flatMap((document) => {
    const documented = schemaOf({ document, operation, status, body });
    const pointers = isError ? [documented, anyError[document.version]] : [documented];
    return pointers.flatMap((pointer) => {
      if (pointer === undefined) return [];
      expect(document.errors(pointer, body)).toEqual([]);
      return [{ document, schema: { $ref: `#${pointer}` } satisfies Schema }];
    });
  });
  expect(placed.length).toBeGreaterThan(0);
  const beyond = unknownMembers(body, placed).filter(
    (member) =>
      !Object.hasOwn(additions, member) && !Object.hasOwn(additions, `${operation} ${status} ${member}`),
  );
  expect(beyond).toEqual([]);
  if (isError) expect(body).toMatchObject({ status: "error", message: (body as Schema)["detail"] });
}

/** Where a document has the schema of an answer; undefined where it does not know it. */
function schemaOf({ document, operation, status, body }: Asked): string | undefined {
  const [method = "", template = ""] = operation.split(" ");
  const pointer = `/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}`;
  if (document.at(pointer) === undefined) return undefined;
  const response = document.at(`${pointer}/responses/${status}`);
  if (response === undefined) {
    // A success that is not documented would be ours alone.
    expect(status).toBeGreaterThanOrEqual(400);
    return undefined;
  }
  const responses = document.at(`${pointer}/responses`) as Readonly<Record<string, Schema>> | undefined;
  const shared = responses?.[String(status)]?.["$ref"];
  const at = typeof shared === "string" ? shared.slice(1) : `${pointer}/responses/${status}`;
  const media = Object.keys(response["content"] as Schema)[0] ?? "";
  const schema = `${at}/content/${media.replaceAll("/", "~1")}/schema`;
  const { anyOf } = document.at(schema) ?? {};
  if (!Array.isArray(anyOf)) return schema;
  const alternatives = anyOf.map((_, index) => `${schema}/anyOf/${index}`);
  const meant = alternatives
    .filter((alternative) => isMeant(document, alternative, body))
    .toSorted((left, right) => knownMembers(document, right, body) - knownMembers(document, left, body));
  return meant.find((alternative) => document.errors(alternative, body).length === 0) ?? meant[0] ?? schema;
}

interface Asked extends Pick<ApiAnswer, "operation" | "status" | "body"> {
  readonly document: OpenApiDocument;
}

function knownMembers(document: OpenApiDocument, alternative: string, value: unknown): number {
  const { properties } = document.at(alternative) ?? {};
  return Object.keys(value as Schema).filter((name) => Object.hasOwn((properties ?? {}) as Schema, name))
    .length;
}

/** Members by which alternatives are told apart: any object is valid by those that require nothing. */
const marks = ["data", "athlete", "users", "reference", "is_authenticated"];

function isMeant(document: OpenApiDocument, alternative: string, value: unknown): boolean {
  const { type, properties } = document.at(alternative) ?? {};
  if ((type === "array") !== Array.isArray(value)) return false;
  const { type: only } = (properties ?? {}) as Readonly<Record<string, Schema | undefined>>;
  const answer = value as Schema;
  if (only?.["const"] !== undefined && only["const"] !== answer["type"]) return false;
  return marks.every(
    (mark) => !Object.hasOwn(answer, mark) || Object.hasOwn((properties ?? {}) as Schema, mark),
  );
}
