import { dirname, isAbsolute, resolve } from "node:path";
import { ConfigError, type ConfigIssue, type ConnectorDefinition } from "@musette/core";
import { checkClaimChecks, type ClaimCheckBlock } from "./check-claim-checks.ts";
import type { CheckFieldPath } from "./check-fields.ts";
import { checkValue } from "./check-value.ts";
import type { DestinationConfig, MusetteConfig } from "./config.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { checkDestination } from "./check-destination.ts";
import { findRepeats } from "./find-repeats.ts";
import { parseYaml } from "./parse-yaml.ts";
import { type Problem, toIssue } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readTree, type Tree } from "./read-tree.ts";
import { settingsSchema } from "./settings-schema.ts";
import { createSubstitute } from "./substitute.ts";

export interface LoadConfigOptions {
  /** Path of the file; messages name it as written here, and relative plugins and secrets start from its folder. */
  readonly file: string;
  /** Its text, where the caller has it already; otherwise the file is read. */
  readonly text?: string;
  /** Where `${NAME}` is looked up: `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Finds the connector for a `type:`, built in or among the plugins (packages by name, files by
   * absolute path); undefined when there is none. What it throws becomes an issue at the `type:`, or
   * at the plugin when the error has that plugin's name as its `plugin` property.
   */
  readonly resolveConnector: (
    type: string,
    plugins: readonly string[],
  ) => Promise<ConnectorDefinition | undefined>;
  /** The built-in types, named when a `type:` is unknown. */
  readonly connectorTypes?: readonly string[];
  /** Tells whether a path of `fields` leads anywhere; they are not checked when it is left out. */
  readonly checkFieldPath?: CheckFieldPath;
  readonly signal?: AbortSignal;
}

/** The most that a configuration file may hold. */
const maxFileBytes = 1024 * 1024;

/**
 * Reads the configuration.
 *
 * @throws {ConfigError} with everything that is wrong in it, in the order of the file.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<MusetteConfig> {
  const { file, env, signal } = options;
  const text = options.text ?? (await readConfigText(file, signal));
  if (Buffer.byteLength(text) > maxFileBytes)
    throw wholeFile(file, `cannot be read: it is larger than ${maxFileBytes} bytes`);

  const { document, positionOf, syntax } = parseYaml(text);
  const syntaxIssues = syntax.map(({ position, message }) => ({ file, ...position, path: "", message }));
  if (document === undefined) throw new ConfigError(syntaxIssues);
  if (document.contents === null && syntax.length === 0) {
    throw wholeFile(
      file,
      "is empty; it needs at least `developers:` (config/examples/minimal.yaml is a start)",
    );
  }

  const tree = await readTree(document, positionOf, createSubstitute(env, dirname(file), signal));
  const { config, problems } = await checkTree(tree, options);
  const issues = [
    ...syntaxIssues,
    ...[...tree.problems, ...problems].map((problem) => toIssue(file, tree.places, problem)),
  ];
  if (config === undefined || issues.length > 0) throw new ConfigError(inOrder(issues));
  return deepFreeze(config);
}

/** By position, each once: two destinations may stumble over the same plugin. */
function inOrder(issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  const byText = new Map(issues.map((issue) => [`${issue.path} ${issue.line} ${issue.message}`, issue]));
  return [...byText.values()].sort((left, right) => left.line - right.line || left.column - right.column);
}

async function readConfigText(file: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await readText(file, { maxBytes: maxFileBytes, signal });
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : "unknown error";
    throw wholeFile(file, `cannot be read: ${reason} (name another with --config FILE)`, error);
  }
}

function wholeFile(file: string, message: string, cause?: unknown): ConfigError {
  return new ConfigError([{ file, line: 1, column: 1, path: "", message }], { cause });
}

async function checkTree(
  tree: Tree,
  { file, resolveConnector, connectorTypes = [], checkFieldPath }: LoadConfigOptions,
): Promise<{ readonly config: MusetteConfig | undefined; readonly problems: readonly Problem[] }> {
  const settings = await checkValue(settingsSchema, tree.value, [], tree);
  const problems: Problem[] = [...settings.problems];
  const { plugins: pluginList, destinations: blocks, developers } = listsOf(tree.value);
  const plugins = pluginList.map((plugin) => pluginLocation(plugin, file));

  const destinations: (DestinationConfig | undefined)[] = [];
  const claimCheckBlocks: ClaimCheckBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const checked = await checkDestination(block, ["destinations", index], {
      tree,
      plugins,
      resolveConnector,
      connectorTypes,
      checkFieldPath,
    });
    problems.push(...checked.problems);
    destinations.push(checked.output);
    claimCheckBlocks.push({ block, definition: checked.definition });
  }
  problems.push(
    ...findRepeats(blocks, "destinations", "name"),
    ...findRepeats(developers, "developers", "dev_id"),
    ...checkClaimChecks(claimCheckBlocks, tree),
  );

  const complete = destinations.filter((destination) => destination !== undefined);
  const config = settings.output && { ...settings.output, plugins, destinations: complete };
  return { config, problems };
}

/** The lists as far as they can be read, so that one error elsewhere does not hide those in them. */
function listsOf(value: unknown) {
  const top = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const list = (key: string): readonly unknown[] => {
    const found: unknown = top.get(key);
    return Array.isArray(found) ? found : [];
  };
  return {
    plugins: list("plugins").filter((plugin) => typeof plugin === "string"),
    destinations: list("destinations"),
    developers: list("developers"),
  };
}

/** Files start with `.` or `/` and are relative to the configuration file; the rest are package names. */
function pluginLocation(plugin: string, file: string): string {
  return plugin.startsWith(".") || isAbsolute(plugin) ? resolve(dirname(file), plugin) : plugin;
}
