import manifest from "../../package.json" with { type: "json" };
import { createComponents } from "./components.ts";
import { describeOperation } from "./describe-operation.ts";
import type { OperationGroup } from "./operation.ts";

/** An OpenAPI 3.1 document, as much of its form as others rely on. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [member: string]: unknown;
}

/** Describes the whole HTTP interface, from what each room says of its own part. */
export function openApiDocument(groups: readonly OperationGroup[]): OpenApiDocument {
  const components = createComponents();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const group of groups) {
    for (const [index, prefix] of group.prefixes.entries()) {
      for (const operation of group.operations) {
        const path = `${prefix}${operation.path}`;
        paths[path] ??= {};
        const described = describeOperation(operation, group.tag, components);
        // Served at several places, an operation has a name of its own at each.
        const id = index === 0 ? operation.id : `${operation.id}At${index + 1}`;
        paths[path][operation.method] = { operationId: id, ...described };
      }
    }
  }
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Musette",
      version: manifest.version,
      summary: "Takes Peloton, iFit and Terra-shaped workouts and hands each to every place you keep data",
      description:
        "Ingest, a Terra-compatible API under two prefixes, the pages on which people connect their accounts, and the operator's interface. Errors are RFC 9457 problems.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: groups.map(({ tag, description }) => ({ name: tag, description })),
    paths,
    components: { schemas: components.schemas(), securitySchemes },
  };
}

const securitySchemes = {
  devId: { type: "apiKey", in: "header", name: "dev-id", description: "developers[].dev_id" },
  apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "developers[].api_key" },
  terraSignature: {
    type: "apiKey",
    in: "header",
    name: "terra-signature",
    description: "`t=<unix seconds>,v1=<hex HMAC-SHA256 over t.body>`, by sources.terra.signing_secret",
  },
  adminToken: { type: "http", scheme: "bearer", description: "admin.token, or admin.viewer_token to look" },
  consoleSession: {
    type: "apiKey",
    in: "cookie",
    name: "musette_console",
    description: "From POST /console/session. What changes something sends x-csrf-token too",
  },
} as const;
