import type { Components } from "./components.ts";
import type { Caller, Content, Operation, Parameter } from "./operation.ts";

/** OpenAPI's Operation Object of an operation, without its `operationId`. */
export function describeOperation(operation: Operation, tag: string, components: Components) {
  const { summary, description, caller, inPath = [], query = [], body, answers } = operation;
  const parameters = [
    ...inPath.map((parameter) => describe({ ...parameter, required: true }, "path", components)),
    ...query.map((parameter) => describe(parameter, "query", components)),
  ];
  return {
    tags: [tag],
    summary,
    ...(description && { description }),
    security: security[caller],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { content: describeContent(body, components) } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        {
          description: answer.description,
          ...(answer.headers && { headers: describeHeaders(answer.headers) }),
          ...(answer.content && { content: describeContent(answer.content, components) }),
        },
      ]),
    ),
  };
}

const developer = { devId: [], apiKey: [] };
const security: Readonly<Record<Caller, readonly object[]>> = {
  anyone: [],
  link: [],
  developer: [developer],
  "developer-or-signature": [developer, { terraSignature: [] }],
  operator: [{ adminToken: [] }, { consoleSession: [] }],
  session: [{ consoleSession: [] }],
};

function describe(parameter: Parameter, where: "path" | "query", components: Components) {
  const { name, description, schema, required = false } = parameter;
  return { name, in: where, description, required, schema: components.schemaOf(schema) };
}

function describeContent(content: Content, components: Components) {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [type, { schema: components.schemaOf(schema) }]),
  );
}

function describeHeaders(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
  );
}
