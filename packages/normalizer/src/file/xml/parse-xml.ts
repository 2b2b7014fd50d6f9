import type { IngestError } from "@musette/core";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { fileError, type FilePlace } from "../file-error.ts";
import type { XmlElement } from "./xml-element.ts";
import { childOf } from "./xml-fields.ts";

/** A trackpoint's extension is eleven elements deep; nobody nests much deeper. */
const deepest = 40;
/** Characters at the end, among which a whole file has the end of its root element. */
const tailLength = 1000;

type Malformed = (place: FilePlace, problem: string, cause?: unknown) => IngestError;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  cdataPropName: "#cdata",
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  captureMetaData: true,
  maxNestedTags: deepest,
  ignorePiTags: true,
  ignoreDeclaration: true,
});

/**
 * Parses an XML file. A document type declaration is refused, so there are no entities but the five
 * of XML itself, and nothing to expand.
 *
 * @param text with line feeds as line ends, or lines would be counted wrong.
 * @returns the root element of that name.
 * @throws {IngestError} `ingest.malformed` with line and column.
 */
export function parseXml(fileName: string, text: string, rootName: string): XmlElement {
  const doctype = doctypeIndex(text);
  if (doctype !== -1) {
    throw malformed(
      { line: lineAt(text, doctype) },
      "The file declares a document type, which workout files never do and which is not read. Export it again.",
    );
  }
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    const { line, col } = validity.err;
    throw isWhole(text, rootName)
      ? malformed({ line, column: col }, "From here on the file is not well-formed XML. Export it again.")
      : malformed(
          { line: lineAt(text, text.length) },
          "The file is cut off: it ends before its elements do. Download it again.",
        );
  }
  const content = read(text, malformed);
  const root = childOf({ document: { fileName, text }, name: "The file", content, startIndex: 0 }, rootName);
  if (root === null) throw malformed({ line: 1 }, `The file has no element ${rootName}.`);
  return root;

  function malformed(place: FilePlace, problem: string, cause?: unknown): IngestError {
    return fileError("ingest.malformed", fileName, place, problem, cause);
  }
}

/** @throws {IngestError} for well-formed XML that is not read all the same. */
function read(text: string, malformed: Malformed): unknown {
  try {
    return parser.parse(text);
  } catch (error) {
    const isDeep = error instanceof Error && error.message.includes("nested");
    const problem = isDeep
      ? `The file nests elements more than ${deepest} deep.`
      : "The file has names of elements that no workout file has.";
    throw malformed({}, `${problem} Export it again.`, error);
  }
}

/** True where the root element is closed at the end of the file. */
function isWhole(text: string, rootName: string): boolean {
  return new RegExp(`</(?:[\\w.-]+:)?${rootName}\\s*>\\s*$`).test(text.slice(-tailLength));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** A declaration stands before the root element, among comments and processing instructions. */
function doctypeIndex(text: string): number {
  let index = 0;
  for (;;) {
    index = text.indexOf("<", index);
    if (index === -1) return -1;
    if (text.startsWith("<!--", index)) index = endOf(text, "-->", index);
    else if (text.startsWith("<?", index)) index = endOf(text, "?>", index);
    else return text.startsWith("<!", index) ? index : -1;
  }
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end + mark.length;
}
