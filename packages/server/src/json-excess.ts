/** Deeper than any vendor nests (10), and far below what a call stack holds. */
const deepest = 64;
/** Of one object. An object with very many keys takes many times as long to parse as an array. */
const mostKeys = 10_000;
/** Up to this size a body is parsed in milliseconds, whatever is in it, and what comes after does not recurse. */
const harmlessBytes = 256 * 1024;

const quote = 0x22;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Finds in the bytes of a large JSON text, before it is parsed, what would make parsing it slow: nesting
 * without end, or objects with very many keys. Whether it is JSON at all is for the parser to tell.
 *
 * @returns what is too much, as the end of a sentence; undefined when nothing is.
 */
export function findJsonExcess(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength <= harmlessBytes) return undefined;
  const keys = new Int32Array(deepest + 1);
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfText(bytes, at);
    else if (byte === colon) {
      const count = (keys[depth] ?? 0) + 1;
      if (count > mostKeys) return `an object in it has more than ${mostKeys} keys`;
      keys[depth] = count;
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > deepest) return `it is nested more than ${deepest} deep`;
      keys[depth] = 0;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth = Math.max(0, depth - 1);
    }
  }
  return undefined;
}

/** Where the text that begins at `start` ends: at its closing quote. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
