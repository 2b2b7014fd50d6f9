import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Fhir, ParseConformance, Versions } from "fhir";
import { validateXML } from "xmllint-wasm";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";

const require = createRequire(import.meta.url);
const read = (name: string) => readFileSync(require.resolve(`hl7.fhir.r5.core/${name}`), "utf8");
const file = (name: string) => ({ fileName: name, contents: read(`xml/${name}`) });
const schema = file("fhir-single.xsd");
const imported = [file("xml.xsd"), file("fhir-xhtml.xsd")];

/** The types that bundles of ours are made of, with the order of their elements, from HL7's definitions. */
const types = [
  ["Bundle", "Patient", "Device", "Observation", "Provenance", "Binary", "DocumentReference"],
  ["Identifier", "Reference", "CodeableConcept", "Coding", "Quantity", "Period", "SampledData", "HumanName"],
  ["Meta", "Narrative", "Extension", "Attachment", "Annotation", "Range", "Ratio", "Signature"],
  ["CodeableReference", "ContactPoint", "Address", "Timing", "Count", "Duration"],
].flat();
const parser = new ParseConformance(false, Versions.R5);
parser.parseBundle({
  resourceType: "Bundle",
  entry: types.map((type) => ({
    resource: JSON.parse(read(`StructureDefinition-${type}.json`)) as unknown,
  })),
});
const fhir = new Fhir(parser);

/** What HL7's own XML schema of R5 has against a bundle, by libxml2. */
export async function r5SchemaProblems(bundle: EncodedBundle): Promise<readonly string[]> {
  const contents = fhir.objToXml(structuredClone(bundle));
  const { errors } = await validateXML({
    xml: [{ fileName: "bundle.xml", contents }],
    schema: [schema],
    preload: imported,
    maxMemoryPages: 32_768,
  });
  return errors.map(({ message }) => message);
}
