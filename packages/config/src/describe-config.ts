import { dirname } from "node:path";
import { stringify } from "yaml";
import { defaults } from "./defaults.ts";
import { inputSchema, type JsonSchema } from "./known-keys.ts";
import { loadConfig, type LoadConfigOptions } from "./load-config.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { parseYaml } from "./parse-yaml.ts";
import { destinationSchema } from "./destination-schema.ts";
import { readText } from "./read-text.ts";
import { readTree } from "./read-tree.ts";
import { settingsSchema } from "./settings-schema.ts";
import { createSubstitute } from "./substitute.ts";

type Block = Readonly<Record<string, unknown>>;

const maxFileBytes = 1024 * 1024;

/**
 * The configuration as it takes effect: variables substituted, defaults filled in, secrets and whatever no
 * schema describes as `***`. In the words of the file, as YAML or JSON.
 *
 * @throws {ConfigError} with everything that is wrong in it, as `loadConfig`.
 */
export async function describeConfig(options: LoadConfigOptions, as: "yaml" | "json"): Promise<string> {
  const { file, env, signal } = options;
  const text =
    options.text ?? (await readText(file, { maxBytes: maxFileBytes, signal }).catch(() => undefined));
  // What cannot be read is told by the loader, in its words.
  const config = await loadConfig(text === undefined ? options : { ...options, text });
  const { document, positionOf } = parseYaml(text ?? "");
  if (document === undefined)
    throw new Error(`${file} was valid a moment ago and is not any more; try again.`);
  const tree = await readTree(document, positionOf, createSubstitute(env, dirname(file), signal));

  const { destinations, ...settings } = tree.value as Block;
  const blocks = Array.isArray(destinations) ? (destinations as readonly Block[]) : [];
  const value = {
    ...describe(settingsSchema, settings, ["destinations"]),
    destinations: blocks.map((block, index) => {
      const definition = config.destinations[index]?.definition;
      const keys = Object.keys(destinationSchema.shape);
      const common = pick(block, (key) => keys.includes(key));
      const own = pick(block, (key) => !keys.includes(key));
      return {
        ...describe(destinationSchema, {
          // Its default has no place in a schema of what it takes in.
          samples: defaults.samples,
          ...common,
          format: config.destinations[index]?.format,
        }),
        ...(definition === undefined ? {} : describe(definition.config, own)),
      };
    }),
  };
  return as === "json" ? `${JSON.stringify(value, null, 2)}\n` : stringify(value);
}

function describe(
  schema: Parameters<typeof maskSecrets>[0],
  block: Block,
  without: readonly string[] = [],
): Block {
  const filled = withDefaults(inputSchema(schema), block);
  return pick(maskSecrets(schema, filled) as Block, (key) => !without.includes(key));
}

/** Fills in what a schema says a key is when it is left out. Where there are several forms, none is guessed. */
function withDefaults(schema: JsonSchema, value: unknown): unknown {
  const given = value === undefined ? schema["default"] : value;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return Array.isArray(given) && schema.items !== undefined
      ? given.map((item) => withDefaults(schema.items ?? {}, item))
      : given;
  }
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, part]): [string, unknown][] => {
    const inner = withDefaults(part, Object.hasOwn(given, key) ? (given as Block)[key] : undefined);
    return inner === undefined ? [] : [[key, inner]];
  });
  return { ...given, ...Object.fromEntries(entries) };
}

function pick(block: Block, belongs: (key: string) => boolean): Block {
  return Object.fromEntries(Object.entries(block).filter(([key]) => belongs(key)));
}
