import type { ConnectorDefinition, FormatName } from "@musette/core";
import { checkFields, type CheckFieldPath } from "./check-fields.ts";
import { type Checked, checkValue } from "./check-value.ts";
import type { DestinationConfig } from "./config.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { destinationSchema } from "./destination-schema.ts";
import { alternatives, inputSchema, type JsonSchema, knownKeys } from "./known-keys.ts";
import { type Path, pathText, type Problem } from "./problem.ts";
import type { Tree } from "./read-tree.ts";
import { suggest } from "./suggest.ts";

export interface DestinationContext {
  readonly tree: Tree;
  readonly plugins: readonly string[];
  readonly resolveConnector: (
    type: string,
    plugins: readonly string[],
  ) => Promise<ConnectorDefinition | undefined>;
  readonly connectorTypes: readonly string[];
  /** Without it, paths of `fields` are not checked. */
  readonly checkFieldPath: CheckFieldPath | undefined;
}

interface CheckedDestination {
  /** Undefined when there are problems. */
  readonly output: DestinationConfig | undefined;
  /** Its connector, where that was found. */
  readonly definition?: ConnectorDefinition;
  readonly problems: readonly Problem[];
}

const commonKeys: readonly string[] = Object.keys(destinationSchema.shape);

/** Checks one block of `destinations`: the common keys with our schema, the others with its connector's. */
export async function checkDestination(
  block: unknown,
  path: Path,
  context: DestinationContext,
): Promise<CheckedDestination> {
  const { tree } = context;
  if (typeof block !== "object" || block === null || Array.isArray(block)) {
    const { problems } = await checkValue(destinationSchema, block, path, tree);
    return { output: undefined, problems };
  }
  const [commonPart, ownPart] = split(block, (key) => commonKeys.includes(key));
  const common = await checkValue(destinationSchema, commonPart, path, tree);
  const found = await findDefinition(commonPart, path, context);
  if ("problems" in found) return { output: undefined, problems: [...common.problems, ...found.problems] };

  const { definition, schema } = found;
  const ownKeys = knownKeys(schema, []);
  const [given, unknown] = takesAnyKey(schema)
    ? [ownPart, {}]
    : split(ownPart, (key) => ownKeys.includes(key));
  const own = await checkOwn(definition, given, path, tree);
  const format = formatOf(commonPart, definition, path, tree);
  const problems: readonly Problem[] = [
    ...common.problems,
    ...own.problems,
    ...format.problems,
    ...(context.checkFieldPath ? checkFields(commonPart, path, tree, context.checkFieldPath) : []),
    ...Object.keys(unknown).map((key) => unknownKey(key, path, [...commonKeys, ...ownKeys])),
  ];
  if (common.output === undefined || problems.length > 0) return { output: undefined, definition, problems };
  const { claim_check: claimCheck = null, fields = null, ...keys } = common.output;
  const output = deepFreeze({ ...keys, claimCheck, fields, format: format.name, options: own.output, given });
  // The definition is the connector's own object and is left as it is.
  return { output: Object.freeze({ ...output, definition }), definition, problems };
}

function split(
  block: object,
  belongs: (key: string) => boolean,
): [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] {
  const entries: [string, unknown][] = Object.entries(block);
  return [
    Object.fromEntries(entries.filter(([key]) => belongs(key))),
    Object.fromEntries(entries.filter(([key]) => !belongs(key))),
  ];
}

async function findDefinition(
  { type }: Readonly<Record<string, unknown>>,
  path: Path,
  { tree, plugins, resolveConnector, connectorTypes }: DestinationContext,
): Promise<
  | { readonly definition: ConnectorDefinition; readonly schema: JsonSchema }
  | { readonly problems: readonly Problem[] }
> {
  const typePath = [...path, "type"];
  const typeText = pathText(typePath);
  if (typeof type !== "string" || type === "" || tree.failed.has(typeText)) return { problems: [] };
  const fail = (at: Path, message: string) => ({ problems: [{ path: at, at: "value" as const, message }] });
  try {
    const definition = await resolveConnector(type, plugins);
    if (definition !== undefined) {
      const schema = inputSchema(definition.config);
      const taken = knownKeys(schema, []).filter((key) => commonKeys.includes(key));
      if (taken.length === 0) return { definition, schema };
      return fail(
        typePath,
        `this connector has keys that every destination has already: ${taken.join(", ")}`,
      );
    }
  } catch (error) {
    const plugin = plugins.indexOf(String(error instanceof Error && "plugin" in error && error.plugin));
    const reason = error instanceof Error ? error.message : "it threw something that is not an error";
    return fail(plugin === -1 ? typePath : ["plugins", plugin], reason);
  }
  const known = connectorTypes.length === 0 ? "" : `; built in: ${connectorTypes.join(", ")}`;
  const shown = tree.places.get(typeText)?.substituted === true ? "" : ` "${type}"`;
  return fail(typePath, `unknown connector type${shown}${suggest(type, connectorTypes)}${known}`);
}

/** A schema of somebody else's may throw; its message could hold a secret and is not repeated. */
async function checkOwn(
  { config }: ConnectorDefinition,
  keys: unknown,
  path: Path,
  tree: Tree,
): Promise<Checked<unknown>> {
  try {
    return await checkValue(config, keys, path, tree);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    const message = `this connector's own check of its keys failed (${name}), which is a fault in the connector`;
    return { output: undefined, problems: [{ path: [...path, "type"], at: "value", message }] };
  }
}

/** Whether a connector takes keys that it does not name (a loose schema). */
function takesAnyKey(schema: JsonSchema): boolean {
  return alternatives(schema).some((part) => typeof part.additionalProperties === "object");
}

function unknownKey(key: string, path: Path, candidates: readonly string[]): Problem {
  return { path: [...path, key], at: "key", message: `unknown key${suggest(key, candidates)}` };
}

function formatOf(
  { format }: Readonly<Record<string, unknown>>,
  { type, formats }: ConnectorDefinition,
  path: Path,
  tree: Tree,
): { readonly name: FormatName; readonly problems: readonly Problem[] } {
  const at = [...path, "format"];
  const known = formats.find((candidate) => candidate === format);
  if (known !== undefined || typeof format !== "string" || tree.failed.has(pathText(at))) {
    return { name: known ?? formats[0], problems: [] };
  }
  const message = `a ${type} destination does not take this format${suggest(format, formats)}; it takes ${formats.join(", ")}`;
  return { name: formats[0], problems: [{ path: at, at: "value", message }] };
}
