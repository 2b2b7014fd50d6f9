import { ConfigError, type ConnectorDefinition, defineConnector } from "@musette/core";
import * as z from "zod";
import { loadConfig, type LoadConfigOptions } from "./load-config.ts";

const connector = {
  open: () => {
    throw new Error("not opened by the configuration");
  },
  summary: "for these tests",
  limits: { records: 10, bytes: 1000 },
  guarantee: "idempotent",
} as const;

/** A connector with every kind of key, which is never opened. */
export const lake = defineConnector({
  ...connector,
  type: "lake",
  formats: ["json", "parquet"],
  config: z.strictObject({
    bucket: z.string().min(1),
    region: z.string().optional(),
    path_style: z.boolean().default(false),
    parts: z.int().min(1).max(9).optional(),
    secret: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .meta({ secret: true }),
    headers: z.record(z.string().regex(/^\S+$/, "a header has no space in its name"), z.string()).optional(),
    login: z
      .strictObject({
        user: z.string(),
        password: z.string().meta({ secret: true }),
        code: z.string().min(4).optional(),
      })
      .optional(),
  }),
});
/** A connector that is an object store. */
const vault = defineConnector({
  ...connector,
  type: "vault",
  formats: ["json"],
  storesObjects: true,
  config: z.strictObject({}),
});
const definitions: readonly ConnectorDefinition[] = [lake, vault];

/** Loads a text as `musette.yaml`, without environment variables. */
export function load(text: string, options: Partial<LoadConfigOptions> = {}) {
  return loadConfig({
    file: "musette.yaml",
    text,
    env: {},
    resolveConnector: async (type) => definitions.find((definition) => definition.type === type),
    connectorTypes: ["sql", "lake", "webhook"],
    ...options,
  });
}

/** What is wrong with a text, line by line. */
export async function problems(
  text: string,
  options: Partial<LoadConfigOptions> = {},
): Promise<readonly string[]> {
  const error: unknown = await load(text, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!ConfigError.is(error))
    throw new Error("it was accepted, or failed with another error", { cause: error });
  return error.message.split("\n");
}

export const developers = "developers: [{ dev_id: me, api_key: k }]\n";
/** The shortest file with a destination; more keys of it can be appended. */
export const oneLake = `${developers}destinations:\n  - name: one\n    type: lake\n    bucket: b\n`;
