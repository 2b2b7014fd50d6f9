import { XMLParser } from "fast-xml-parser";
import type { XmlElement } from "./xml-element.ts";
import { xmlError } from "./xml-error.ts";

type Content = Readonly<Record<string | symbol, unknown>>;

/** fast-xml-parser types its symbol as an Object. */
const metadata: unknown = XMLParser.getMetaDataSymbol();

const references: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The children of that name, in their own order. */
export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  const content = ownValue(parent.content, name);
  if (content === undefined) return [];
  const { document } = parent;
  return (Array.isArray(content) ? content : [content]).map((content: unknown) => ({
    document,
    name,
    content,
    startIndex: startIndexOf(content) ?? parent.startIndex,
  }));
}

/** @throws {IngestError} where there are several: which of them holds cannot be known. */
export function childOf(parent: XmlElement, name: string): XmlElement | null {
  const [child, ...others] = childrenOf(parent, name);
  if (others.length > 0) throw xmlError(parent, `${parent.name} has ${name} more than once.`);
  return child ?? null;
}

/** The text of the only child of that name; null where there is none, or nothing in it. */
export function textOf(parent: XmlElement, name: string): string | null {
  const child = childOf(parent, name);
  return child === null ? null : contentText(child.content);
}

/** @throws {IngestError} where the child is not a finite decimal number. */
export function numberOf(parent: XmlElement, name: string): number | null {
  const text = textOf(parent, name)?.trim() ?? "";
  if (text === "") return null;
  // xsd:double also knows INF and NaN, which are no measurements.
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) || !Number.isFinite(Number(text))) {
    throw xmlError(parent, `${name} of this ${parent.name} is not a number.`);
  }
  return Number(text);
}

/** Null where there is no such attribute, or it is empty. */
export function attributeOf(element: XmlElement, name: string): string | null {
  return contentText(ownValue(element.content, `@${name}`));
}

function contentText(content: unknown): string | null {
  if (typeof content === "string") return content === "" ? null : decodeReferences(content);
  const text = ownValue(content, "#text");
  const cdata = ownValue(content, "#cdata");
  const whole = [
    typeof text === "string" ? decodeReferences(text) : "",
    ...(Array.isArray(cdata) ? cdata : [cdata]).filter((part: unknown) => typeof part === "string"),
  ].join("");
  return whole === "" ? null : whole;
}

/** The references of XML itself; there are no others, as no document type may declare them. */
function decodeReferences(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return references[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function ownValue(content: unknown, key: string | symbol): unknown {
  return typeof content === "object" && content !== null && Object.hasOwn(content, key)
    ? (content as Content)[key]
    : undefined;
}

function startIndexOf(content: unknown): number | null {
  const place = typeof metadata === "symbol" ? ownValue(content, metadata) : undefined;
  const index = ownValue(place, "startIndex");
  return typeof index === "number" ? index : null;
}
