// Checks that every package a production install brings has a licence that asks for no more than its notice:
// `npm run check:licences`. Reads package-lock.json and what is installed; asks nobody.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { isLicenceAllowed } from "../src/dependencies/is-licence-allowed.ts";

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  /** Platforms it is for. */
  readonly os?: readonly string[];
}

const root = path.resolve(import.meta.dirname, "../../..");
const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const production = Object.entries(lock.packages).filter(
  ([place, { dev, link }]) => place.includes("node_modules/") && dev !== true && link !== true,
);
const refused: string[] = [];
/** Not installed here, and without a licence in the lock file: told where they are installed. */
const elsewhere: string[] = [];
for (const [place, locked] of production) {
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  const licence = (await installedLicence(place)) ?? locked.license;
  const isForOthers = locked.os !== undefined && !locked.os.includes(process.platform);
  if (licence === undefined && isForOthers) elsewhere.push(name);
  else if (!isLicenceAllowed(licence ?? ""))
    refused.push(`  ${name}@${locked.version ?? "?"}: ${licence ?? "none stated"}`);
}
if (production.length === 0) refused.push("  package-lock.json lists no package at all");
if (refused.length === 0) {
  const known = production.length - elsewhere.length;
  console.log(`licences: ${known} production packages, all free to use with their notice`);
  if (elsewhere.length > 0)
    console.log(`licences: only known on their own platform: ${elsewhere.join(", ")}`);
} else {
  console.error(`licences: not allowed, or not known:\n${refused.join("\n")}\nChoose another package.`);
  process.exitCode = 1;
}

/** What the installed package says; undefined where it is not installed, as packages of other platforms. */
async function installedLicence(place: string): Promise<string | undefined> {
  try {
    const text = await readFile(path.join(root, place, "package.json"), "utf8");
    const { license } = JSON.parse(text) as { readonly license?: unknown };
    return typeof license === "string" ? license : undefined;
  } catch {
    return undefined;
  }
}
