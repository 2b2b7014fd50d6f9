import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { runMusette } from "../e2e/musette-process.ts";
import { pages, root } from "./pages.ts";

type Schema = Readonly<Record<string, unknown>>;

const page = pages.get("docs/configure.md") ?? "";
const schema = JSON.parse(readFileSync(path.join(root, "config/schema.json"), "utf8")) as Schema;
const ajv = new Ajv({ strict: false });

/** The rows of the page's tables, with the heading they are under. */
const rows = page.split(/^##+ /m).flatMap((section) => {
  const name = section.split("\n", 1)[0] ?? "";
  return [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map((match) => {
    const [takes = "", byDefault = "", purpose = "", example = ""] = (match[2] ?? "").split(" | ");
    return { name, key: match[1] ?? "", takes, byDefault, purpose, example };
  });
});

/** What the schema says of a key: one for each form that it may have. */
function schemasOf(name: string, key: string): readonly Schema[] {
  const settings = valueAt(schema, "properties", name);
  const destination = valueAt(schema, "properties", "destinations", "items");
  const connectors = valueAt(destination, "allOf") as readonly Schema[];
  const connector = connectors.find((one) => valueAt(one, "if", "properties", "type", "const") === name);
  const start =
    name === "plugins"
      ? schema
      : connector
        ? valueAt(connector, "then")
        : name === "destinations"
          ? destination
          : (valueAt(settings, "items") ?? settings);
  return key.split(".").reduce<readonly Schema[]>(
    (schemas, step) =>
      schemas.flatMap(forms).flatMap((form) => {
        const found = valueAt(form, "properties", step.replace("[]", ""));
        return isSchema(found) ? [found] : [];
      }),
    [start as Schema],
  );
}

function forms(one: Schema): readonly Schema[] {
  return [
    one,
    ...(["anyOf", "oneOf"] as const).flatMap((word) => ((one[word] ?? []) as Schema[]).flatMap(forms)),
  ];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}

function valueAt(value: unknown, ...steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => (isSchema(inner) ? inner[step] : undefined), value);
}

it("is what `npm run schema` makes", async () => {
  const { stdout } = await runMusette(["schema", "--as", "markdown"]);
  expect(stdout).toBe(page);
  expect((await runMusette(["schema", "--as", "xml"])).code).toBe(2);
});

it("has every key of the schema", () => {
  const sections = Object.keys(valueAt(schema, "properties") as object);
  const connectors = valueAt(schema, "properties", "destinations", "items", "allOf") as readonly Schema[];
  const types = connectors.map((one) => String(valueAt(one, "if", "properties", "type", "const")));
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set([...sections, ...types]));
  expect(rows.length).toBeGreaterThan(120);
});

it.each(rows)("$name: $key says what it takes, what for, and how it is written", ({ name, key, ...row }) => {
  expect(row.takes).not.toBe("any value");
  expect(row.takes).not.toBe("");
  expect(row.purpose).not.toBe("");
  // A map shows its keys instead, in the rows below it.
  const hasKeys = rows.some((other) => other.name === name && other.key.startsWith(`${key}.`));
  if (row.example === "" && hasKeys) return;
  const value = Object.values(parse(row.example.slice(1, -1)) as object)[0] as unknown;
  const fits = schemasOf(name, key).some((one) => ajv.validate(one, value));
  expect(fits, `${row.example} by the schema`).toBe(true);
});
