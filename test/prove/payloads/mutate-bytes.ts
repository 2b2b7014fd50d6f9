import type { Random } from "@musette/testing";

/** One to four changes to bytes of any kind; text stays text for the most part. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let changed = Buffer.from(bytes);
  for (let left = random.pick([1, 1, 1, 2, 4]); left > 0; left--) changed = changeOnce(changed, random);
  return new Uint8Array(changed);
}

function changeOnce(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const at = random.integer(0, Math.max(bytes.length - 1, 0));
  const length = Math.min(random.pick([1, 2, 8, 60, 500]), bytes.length - at);
  const piece = bytes.subarray(at, at + length);
  const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at + length)];
  switch (random.integer(0, 13)) {
    case 0:
      return Buffer.from(before);
    case 1:
      return Buffer.concat([before, behind]);
    case 2:
      return Buffer.concat([before, piece, piece, behind]);
    case 3:
      return Buffer.concat([
        before,
        Buffer.from(Array.from({ length }, () => random.integer(0, 255))),
        behind,
      ]);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(insertions)), behind]);
    case 5:
      return Buffer.concat([before, Buffer.from(random.pick(insertions)), piece, behind]);
    case 6:
      return Buffer.concat([behind, before]);
    case 7:
    case 8: {
      const flipped = Buffer.from(bytes);
      if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.integer(0, 7));
      return flipped;
    }
    default:
      return changeNumber(bytes, at, random);
  }
}

/** Another number in the place of the next one, which leaves most text readable. */
function changeNumber(bytes: Buffer<ArrayBuffer>, from: number, random: Random): Buffer<ArrayBuffer> {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
  let start = from;
  while (start < bytes.length && !isDigit(bytes[start])) start++;
  let end = start;
  while (isDigit(bytes[end])) end++;
  const number = random.pick([
    "",
    "0",
    "-1",
    "7",
    "31",
    "1e999",
    "NaN",
    "0.5",
    "65536",
    "4294967296",
    "9".repeat(30),
    "2026",
  ]);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(number), bytes.subarray(end)]);
}

const insertions: readonly [string, ...string[]] = [
  '"',
  "{",
  "[[[[",
  "]}",
  ",,",
  '"id":"x",',
  '"__proto__":{"a":1},',
  "1e999",
  "-",
  "NaN",
  "\\ud800",
  "\uFEFF",
  "\u0000",
  "<",
  "</Track>",
  "<Lap>",
  "<!DOCTYPE x [<!ENTITY y 'z'>]>",
  "&y;",
  "<![CDATA[",
  "]]>",
  ";",
  "\r\n",
  '""',
  "99999999999999999999",
];
