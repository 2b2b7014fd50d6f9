import { ucum } from "@atomic-ehr/ucum";
import type { FhirVersion } from "../fhir-version.ts";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";
import { readSampledData } from "./read-sampled-data.fixture.ts";

type Json = Readonly<Record<string, unknown>>;

const observationStatuses = new Set([
  "registered",
  "preliminary",
  "final",
  "amended",
  "corrected",
  "cancelled",
  "entered-in-error",
  "unknown",
]);
/** The regular expression of `dateTime` in the specification. */
const dateTime =
  /^([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?$/;
const dateTimes = new Set([
  "effectiveDateTime",
  "start",
  "end",
  "date",
  "timestamp",
  "recorded",
  "birthDate",
]);
const sampledText = /^(?:E|-?\d+(?:\.\d+)?)(?: (?:E|-?\d+(?:\.\d+)?))*$/;
const units = new Map<string, boolean>();

/** What the validators do not see, each as one line that names the place. */
export function bundleProblems(bundle: EncodedBundle, version: FhirVersion): readonly string[] {
  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  const known = new Set(urls);
  const problems = urls.length === known.size ? [] : ["entry: a fullUrl is there twice"];
  for (const { fullUrl, resource } of bundle.entry) {
    if (fullUrl !== `urn:uuid:${resource.id}`) problems.push(`${fullUrl}: not its resource's id`);
  }
  visit(bundle, "Bundle", (node, path) => {
    for (const [key, value] of Object.entries(node)) {
      if (dateTimes.has(key) && typeof value === "string" && !isDateTime(value)) {
        problems.push(`${path}.${key}: ${value} is no dateTime`);
      }
      if (value === "") problems.push(`${path}.${key}: empty`);
    }
    if (typeof node["reference"] === "string" && !known.has(node["reference"])) {
      problems.push(`${path}.reference: leads nowhere`);
    }
    problems.push(...observationProblems(node, version).map((problem) => `${path}${problem}`));
  });
  return problems;
}

function observationProblems(node: Json, version: FhirVersion): readonly string[] {
  const problems: string[] = [];
  const values = Object.keys(node).filter((key) => /^value[A-Z]/.test(key));
  if (values.length > 1) problems.push(`: two values, ${values.join(" and ")}`);
  if (node["resourceType"] === "Observation" && !observationStatuses.has(String(node["status"]))) {
    problems.push(`.status: ${String(node["status"])}`);
  }
  const { start, end } = node;
  if (typeof start === "string" && typeof end === "string" && Date.parse(start) > Date.parse(end)) {
    problems.push(": ends before it starts");
  }
  if (node["system"] === "http://unitsofmeasure.org" && !isUnit(String(node["code"]))) {
    problems.push(`.code: ${String(node["code"])} is no UCUM unit`);
  }
  if (typeof node["data"] === "string" && "origin" in node) problems.push(...sampledProblems(node, version));
  return problems;
}

function sampledProblems(node: Json, version: FhirVersion): readonly string[] {
  const data = String(node["data"]);
  const problems = sampledText.test(data) ? [] : [".data: not numbers and E with single blanks"];
  const has = (key: string) => node[key] !== undefined;
  const isOfVersion =
    version === "R4"
      ? has("period") && !has("interval") && !has("intervalUnit") && !has("offsets")
      : has("intervalUnit") && has("interval") !== has("offsets") && !has("period");
  if (!isOfVersion) problems.push(`: not SampledData of ${version}`);
  const offsets = node["offsets"];
  if (typeof offsets === "string" && offsets.split(" ").length !== data.split(" ").length) {
    problems.push(".offsets: not as many as data");
  }
  const read = readSampledData(node as never);
  if (data.startsWith("E") || data.endsWith("E")) problems.push(".data: E at an end");
  if (read.some(([offsetMs]) => !Number.isFinite(offsetMs))) problems.push(": a sample has no time");
  return problems;
}

function isDateTime(value: string): boolean {
  if (!dateTime.test(value)) return false;
  const [year = 0, month = 1, day = 1] = value.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function isUnit(code: string): boolean {
  const valid = units.get(code) ?? ucum.validate(code).valid;
  units.set(code, valid);
  return valid;
}

function visit(value: unknown, path: string, see: (node: Json, path: string) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) see(value as Json, path);
  for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`, see);
}
