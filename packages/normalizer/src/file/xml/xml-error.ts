import type { IngestError } from "@musette/core";
import { fileError, type FilePlace } from "../file-error.ts";
import type { XmlElement } from "./xml-element.ts";

/** Something is wrong at an element, or in it: `ride.tcx line 12 column 5: …`. */
export function xmlError({ document, startIndex }: XmlElement, problem: string): IngestError {
  return fileError("ingest.malformed", document.fileName, placeOf(document.text, startIndex), problem);
}

function placeOf(text: string, index: number): FilePlace {
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n") };
}
