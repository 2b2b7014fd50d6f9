import type { SourceName } from "@musette/core";
import { parsePayload } from "@musette/normalizer";
import { visit } from "jsonc-parser";
import { findJsonExcess } from "./json-excess.ts";

export type ParsedJson =
  | { readonly outcome: "parsed"; readonly value: unknown }
  | { readonly outcome: "malformed"; readonly detail: string };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Parses UTF-8 JSON, with or without a byte order mark (stored Peloton files have one). The detail
 * names the place and never quotes the payload, as V8's own message does. What would take long to parse is
 * refused before it is.
 *
 * @param source whose payload it is: its long lists of numbers may then be typed arrays (`parsePayload`).
 */
export function parseJson(bytes: Uint8Array, source?: SourceName): ParsedJson {
  const excess = findJsonExcess(bytes);
  if (excess !== undefined) return { outcome: "malformed", detail: `The body is not taken: ${excess}.` };
  if (source !== undefined) {
    try {
      return { outcome: "parsed", value: parsePayload(source, bytes) };
    } catch {
      // Whatever is wrong with it is said below.
    }
  }
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { outcome: "malformed", detail: "The body is not valid UTF-8. Send JSON as UTF-8." };
  }
  if (text.trim() === "") return { outcome: "malformed", detail: "The body is empty. Send a JSON document." };
  try {
    return { outcome: "parsed", value: JSON.parse(text) as unknown };
  } catch {
    return { outcome: "malformed", detail: `The body is not valid JSON: ${describePlace(text)}.` };
  }
}

/** Read a second time, by a parser that says where it stumbled: V8 often does not. */
function describePlace(text: string): string {
  let at: number | undefined;
  try {
    const onError = (_code: number, offset: number) => void (at ??= offset);
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // It recurses, so a very deep document exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
  }
  if (at === undefined) return "it could not be read";
  if (at >= text.trimEnd().length)
    return `it ends before the document is complete, after ${text.length} characters`;
  const before = text.slice(0, at);
  return `unexpected character at line ${before.split("\n").length} column ${at - before.lastIndexOf("\n")}`;
}
