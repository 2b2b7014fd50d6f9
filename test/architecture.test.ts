import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Who may import whom among our own packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "packages/core": [],
  "packages/normalizer": ["core"],
  "packages/formats": ["core"],
  "packages/journal": ["core"],
  "packages/config": ["core"],
  "packages/testing": ["core"],
  "packages/delivery": ["core", "journal"],
  // Browser code, and the types of what it and the server say to each other.
  "packages/console": [],
  "packages/server": ["core", "normalizer", "formats", "journal", "delivery", "config", "console"],
  // Implements what the server and delivery tell of themselves.
  "packages/telemetry": ["delivery", "server"],
  "packages/cli": [
    "core",
    "normalizer",
    "formats",
    "journal",
    "delivery",
    "config",
    "server",
    "console",
    "telemetry",
    "testing",
  ],
};
/** What tests may import beside that: the formats are tried on what the normalizer makes. */
const allowedInTests: Readonly<Record<string, readonly string[]>> = {
  "packages/formats": ["testing", "normalizer"],
};
const connectors = readdirSync(path.join(root, "connectors"));
const rooms = [...Object.keys(allowed), ...connectors.map((name) => `connectors/${name}`)];

function sourcesOf(room: string): readonly string[] {
  return globSync(`${room}/{src,bin}/**/*.{ts,tsx}`, { cwd: root });
}

/** What a file imports, without node: builtins. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const specifiers = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)"([^"]+)"/g);
  return [...specifiers]
    .map((match) => match[1] ?? "")
    .filter((specifier) => !specifier.startsWith("node:") && !specifier.includes("${"));
}

/** `@musette/testing` of `@musette/testing/samples`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(room: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, room, "package.json"), "utf8")) as Manifest;
}

describe.each(rooms)("%s", (room) => {
  const mayImport = new Set((allowed[room] ?? ["core"]).map((name) => `@musette/${name}`));
  const mayImportInTests = new Set((allowedInTests[room] ?? ["testing"]).map((name) => `@musette/${name}`));
  const files = sourcesOf(room);

  it("holds something", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it("imports only the rooms it may, and none by a path into its source", () => {
    const isTest = (file: string) => /\.(test|fixture)\.|\/testing[/-]/.test(file);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith("@musette/"))
        .filter((specifier) => !mayImport.has(packageOf(specifier)))
        .filter((specifier) => !(isTest(file) && mayImportInTests.has(specifier)))
        .filter((specifier) => !(room === "packages/cli" && specifier.startsWith("@musette/connector-")))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it("imports by a relative path only within itself", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith("."))
        .filter((specifier) => !path.join(path.dirname(file), specifier).startsWith(`${room}/`))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it("declares every package that it imports", () => {
    const { name, dependencies = {}, devDependencies = {} } = manifestOf(room);
    const atRoot = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
    const declared = new Set([
      name,
      ...Object.keys({ ...dependencies, ...devDependencies, ...atRoot.devDependencies }),
    ]);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !specifier.startsWith("."))
        .filter((specifier) => !declared.has(packageOf(specifier)))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(connectors)("the connector %s", (name) => {
  const folder = path.join(root, "connectors", name);

  it("has the same files as every other, a README and a conformance test", () => {
    const expected = [
      "README.md",
      "package.json",
      "src/index.ts",
      "src/config.ts",
      "src/write.ts",
      "src/errors.ts",
      "src/errors.test.ts",
      "src/conformance.test.ts",
    ];
    expect(expected.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
  });

  it("is named after its type in its package, its folder and the schema", () => {
    expect(manifestOf(`connectors/${name}`).name).toBe(`@musette/connector-${name}`);
    const schema = readFileSync(path.join(root, "config/schema.json"), "utf8");
    expect(schema.includes(`"const": "${name}"`)).toBe(true);
  });

  it("is named nowhere in the rooms that must not know it", () => {
    const shared = ["core", "normalizer", "journal", "delivery", "server"].flatMap((room) =>
      sourcesOf(`packages/${room}`),
    );
    const branches = shared
      .filter((file) => !file.includes(".test."))
      .filter((file) =>
        new RegExp(`type\\s*===?\\s*"${name}"`).test(readFileSync(path.join(root, file), "utf8")),
      );
    expect(branches).toEqual([]);
  });
});
