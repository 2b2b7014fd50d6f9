import type { Fields, Value } from "./proto.ts";
import { statusError } from "./status-error.ts";

const longestIdBytes = 1500;
const largestValueBytes = 1_048_487;
const largestDocumentBytes = 1_048_576;
const mostLevels = 20;
const reserved = /^__.*__$/s;

/**
 * @see https://cloud.google.com/firestore/quotas#collections_documents_and_fields
 * @throws {StatusError} INVALID_ARGUMENT, as Firestore does.
 */
export function checkDocument(name: string, fields: Fields): void {
  const ids = name.split("/documents/")[1]?.split("/") ?? [];
  for (const id of ids) checkId(id);
  if (ids.length === 0 || ids.length % 2 === 1) throw invalid(`Document name "${name}" has no document id.`);
  const nameBytes = ids.reduce((sum, id) => sum + Buffer.byteLength(id) + 1, 16);
  const bytes = nameBytes + mapBytes(fields, 0) + 32;
  if (bytes > largestDocumentBytes)
    throw statusError("INVALID_ARGUMENT", `maximum entity size is ${largestDocumentBytes} bytes`, true);
}

function checkId(id: string): void {
  if (reserved.test(id)) throw invalid(`Resource id "${id}" is invalid because it is reserved.`);
  if (id === "" || id === "." || id === "..") throw invalid(`Resource id "${id}" is invalid.`);
  if (Buffer.byteLength(id) > longestIdBytes)
    throw invalid("The key path element name is longer than 1500 bytes.");
}

/** The size that Firestore counts. `level` is how many maps and lists are around the fields. */
function mapBytes(fields: Fields, level: number): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (name === "") throw invalid("The property.name is the empty string.");
    if (reserved.test(name)) throw invalid(`field name ${name} is reserved`);
    bytes += Buffer.byteLength(name) + 1 + valueBytes(value, level + 1, name);
  }
  return bytes;
}

function valueBytes(value: Value, level: number, name: string): number {
  const { stringValue, bytesValue, mapValue, arrayValue } = value;
  if (typeof stringValue === "string") return checkValue(Buffer.byteLength(stringValue) + 1, name);
  if (bytesValue instanceof Uint8Array) return checkValue(bytesValue.length, name);
  if (mapValue === undefined && arrayValue === undefined)
    return "nullValue" in value || "booleanValue" in value ? 1 : 8;
  if (level > mostLevels) throw invalid(`Property ${name} contains an invalid nested entity.`);
  if (mapValue !== undefined) return mapBytes((mapValue as { fields?: Fields }).fields ?? {}, level);
  let bytes = 0;
  for (const element of (arrayValue as { values?: readonly Value[] }).values ?? []) {
    if ("arrayValue" in element) throw invalid("Cannot convert an array value in an array value.");
    bytes += valueBytes(element, level + 1, name);
  }
  return bytes;
}

function checkValue(bytes: number, name: string): number {
  if (bytes <= largestValueBytes) return bytes;
  throw invalid(`The value of property "${name}" is longer than ${largestValueBytes} bytes.`);
}

function invalid(details: string) {
  return statusError("INVALID_ARGUMENT", details);
}
