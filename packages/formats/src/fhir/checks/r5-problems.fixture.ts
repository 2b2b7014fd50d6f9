import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
const types = createRequire(import.meta.url)
  .resolve("@types/fhir/r5.d.ts")
  .replace(/\.d\.ts$/, ".js");
const options = [
  "--noEmit",
  "--strict",
  "--skipLibCheck",
  "--ignoreConfig",
  "--types",
  "",
  "--module",
  "nodenext",
];

/**
 * What the compiler has against bundles as literals of the R5 types: wrong and unknown properties, codes
 * outside required value sets. HL7's XML schema sees the rest (`r5-schema-problems`), but no unknown property,
 * which is lost on the way to XML.
 */
export function r5Problems(bundles: readonly EncodedBundle[]): readonly string[] {
  const folder = mkdtempSync(`${tmpdir()}/fhir-r5-`);
  const file = `${folder}/bundles.ts`;
  try {
    const literals = bundles.map(
      (bundle, index) => `export const b${index}: Bundle<FhirResource> = ${JSON.stringify(bundle)};`,
    );
    writeFileSync(file, [`import type { Bundle, FhirResource } from "${types}";`, ...literals].join("\n"));
    const tsc = `${root}node_modules/typescript/bin/tsc`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [tsc, ...options, "--pretty", "false", file],
      {
        encoding: "utf8",
      },
    );
    if (status === 0) return [];
    const lines = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
    return [`tsc ended with ${status}`, ...lines.map((line) => line.slice(0, 300))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
