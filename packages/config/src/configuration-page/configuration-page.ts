import type { ConnectorDefinition } from "@musette/core";
import { destinationSchema } from "../destination-schema.ts";
import { inputSchema, type JsonSchema } from "../known-keys.ts";
import { settingsSchema } from "../settings-schema.ts";
import { keyRows } from "./key-rows.ts";
import { keyTable } from "./key-table.ts";

const opening = `# Configure

<!-- Made from the schemas by \`npm run schema\`. -->

\`npm start\` runs [config/musette.yaml](../config/musette.yaml), \`npm start -- --config FILE\` another file.
[config/examples](../config/examples) has a small one and one with every key; editors complete it from
[config/schema.json](../config/schema.json) (\`npx musette schema\` prints it).

- \`npx musette check --offline\` says everything that is wrong with it at once, with line and column;
  without \`--offline\` it also reaches each destination. \`npx musette config\` prints it as it takes effect,
  without its secrets.
- A running server reads the file again when it changes:
  [what takes effect when](operations.md#changing-the-configuration).
- In every value \`\${NAME}\` is an environment variable, \`\${NAME:-text}\` one with a default, \`\${file:/path}\` the
  content of a file, and \`$\${\` stands for \`\${\` itself. What is marked as secret is never printed or logged.
- A **duration** is a number and \`ms\`, \`s\`, \`m\`, \`h\` or \`d\`: \`500ms\`, \`2s\`, \`10m\`, \`6h\`, \`7d\`. A **size** is a number
  and \`B\`, \`kB\`, \`MB\`, \`GB\`, \`TB\` (thousands) or \`KiB\`, \`MiB\`, \`GiB\`, \`TiB\`: \`32MB\`, \`8MiB\`.
- Relative paths start from the folder that Musette is started in, those under \`plugins\` from the file.

\`\`\`yaml
developers:
  - { dev_id: local-dev, api_key: "\${MUSETTE_API_KEY}" }
destinations:
  - { name: warehouse, type: sql, url: "sqlite:./data/warehouse.db" }
\`\`\`

is enough: every key below that is not required may be left out.
`;

/** The page on every key of the configuration, as Markdown: `docs/configure.md`. */
export function configurationPage(definitions: readonly ConnectorDefinition[]): string {
  const sections = Object.entries(inputSchema(settingsSchema).properties ?? {}).filter(
    ([name]) => name !== "destinations",
  );
  const contents = [
    ...sections.map(([name]) => name),
    "destinations",
    ...definitions.map(({ type }) => type),
  ];
  return [
    opening,
    `${contents.map((name) => `[${name}](#${name})`).join(" · ")}\n`,
    ...sections.map(([name, schema]) => settingsSection(name, schema)),
    destinationsSection(),
    ...definitions.map(connectorSection),
  ].join("\n");
}

function settingsSection(name: string, schema: JsonSchema): string {
  const below = schema.items === undefined ? keyRows(schema) : keyRows(schema.items);
  const own = keyRows({ properties: { [name]: schema } }).slice(0, 1);
  const text = typeof schema["description"] === "string" ? `${schema["description"]}.\n\n` : "";
  const isList = schema["type"] === "array" && below.length > 0 ? "A list; each has:\n\n" : "";
  return `## ${name}\n\n${text}${isList}${keyTable(below.length > 0 ? below : own)}\n`;
}

function destinationsSection(): string {
  return `## destinations

Where events go: a list. Every destination may have these keys, and those of its connector:

${keyTable(keyRows(inputSchema(destinationSchema)))}
`;
}

function connectorSection({ type, summary, config, guarantee, formats }: ConnectorDefinition): string {
  const takes = formats.map((format) => `\`${format}\``).join(", ");
  return `### ${type}

${summary} Guarantee: ${guarantee}. Formats: ${takes}. [What to create at the vendor, and examples](../connectors/${type}/README.md)

${keyTable(keyRows(inputSchema(config)))}
`;
}
