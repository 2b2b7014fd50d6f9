import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { disagreements } from "./disagreements.ts";

export type Version = "v2" | "v5";
export type Schema = Readonly<Record<string, unknown>>;

/** One of Terra's published documents. */
export interface OpenApiDocument {
  readonly version: Version;
  /** `GET /activity`, in the document's order. */
  readonly operations: readonly string[];
  readonly webhooks: readonly string[];
  /** What is wrong with a value, by a schema at a place in the document; empty when it is valid. */
  errors(pointer: string, value: unknown): readonly string[];
  /** The schema at a place in the document, `$ref`s followed; undefined where there is nothing. */
  at(pointer: string): Schema | undefined;
}

const methods = new Set(["get", "post", "put", "patch", "delete"]);

/**
 * Reads a document for validation. What is in it and cannot be meant so is read as it must be meant:
 *
 * - `oneOf`, whose branches all match any object because they require nothing, is read as `anyOf`;
 * - `$id` of bundled schemas, which would take their own `$ref`s out of the document, is not read;
 * - in v5, whatever is not required may be null: Terra's real payloads have nulls where v5 has none;
 * - in v5, the members that v2 gives another kind (`disagreements`) may be anything.
 */
export function readOpenApiDocument(version: Version): OpenApiDocument {
  const file = path.join(import.meta.dirname, `openapi/${version}-bundled.yaml`);
  const document = readAsMeant(parse(readFileSync(file, "utf8")), version) as Schema;
  if (version === "v5") passOverDisagreements(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // Its default export is typed as CommonJS.
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, version);
  const compiled = new Map<string, ValidateFunction>();

  const at = (pointer: string): Schema | undefined => {
    const found = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((value, step) => memberOf(value, step), document);
    if (typeof found !== "object" || found === null) return undefined;
    return "$ref" in found && typeof found.$ref === "string" ? at(found.$ref.slice(1)) : (found as Schema);
  };

  return {
    version,
    operations: Object.entries(document["paths"] as Schema).flatMap(([url, operations]) =>
      Object.keys(operations as Schema)
        .filter((method) => methods.has(method))
        .map((method) => `${method.toUpperCase()} ${url}`),
    ),
    webhooks: Object.keys(document["webhooks"] as Schema),
    at,
    errors(pointer, value) {
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${version}#${encodeURI(pointer)}` });
      compiled.set(pointer, validate);
      if (validate(value)) return [];
      return (validate.errors ?? []).map((error) => `${version} ${error.instancePath} ${error.message}`);
    },
  };
}

function passOverDisagreements(document: Schema): void {
  for (const name of Object.keys(disagreements)) {
    const [schema = "", member = ""] = name.split(".");
    const properties = ["components", "schemas", schema, "properties"].reduce<unknown>(memberOf, document);
    if (memberOf(properties, member) === undefined) throw new Error(`v5 has no ${name}`);
    (properties as Record<string, unknown>)[member] = {};
  }
}

function memberOf(value: unknown, step: string): unknown {
  return typeof value === "object" && value !== null ? (value as Schema)[step] : undefined;
}

function readAsMeant(node: unknown, version: Version): unknown {
  if (Array.isArray(node)) return node.map((child) => readAsMeant(child, version));
  if (typeof node !== "object" || node === null) return node;
  const read: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    if ((key === "$id" || key === "$schema") && typeof child === "string") continue;
    read[key === "oneOf" ? "anyOf" : key] = readAsMeant(child, version);
  }
  const { properties, required } = read;
  if (version === "v5" && typeof properties === "object" && properties !== null) {
    const names = new Set(Array.isArray(required) ? required : []);
    read["properties"] = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        names.has(name) ? (schema as unknown) : { anyOf: [schema, { type: "null" }] },
      ]),
    );
  }
  return read;
}
