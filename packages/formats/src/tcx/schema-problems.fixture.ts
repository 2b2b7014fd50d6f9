import { readFileSync } from "node:fs";
import { validateXML } from "xmllint-wasm";

const read = (name: string) => readFileSync(new URL(`schema/${name}`, import.meta.url), "utf8");
const schema = { fileName: "training-center.xsd", contents: read("training-center.xsd") };
const imported = { fileName: "activity-extension.xsd", contents: read("activity-extension.xsd") };

/** What libxml2 finds wrong with a TCX file; empty where it is valid. */
export async function schemaProblems(bytes: Uint8Array): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: "ride.tcx", contents: Buffer.from(bytes).toString() }],
    schema: [schema],
    preload: [imported],
    maxMemoryPages: 8192,
  });
  return errors.map(({ message }) => message);
}
