import { crc16 } from "./crc16.ts";
import type { Field, FieldEntry, FieldValue, Message } from "./field.ts";
import { putNumber } from "./put-number.ts";

/** One field of many messages of a kind. */
export interface Column {
  readonly field: Field;
  /** One value for each message; NaN where there is none. */
  readonly values: Float64Array;
}

const headerBytes = 14;
const crcBytes = 2;
/** FIT 2.0, which has developer fields. */
const protocolVersion = 0x20;
/** 21.217, the profile that the message tables are taken from. */
const profileVersion = 21_217;
/** All developer fields are those of one application. */
const developerIndex = 0;

const encoder = new TextEncoder();

/**
 * Writes the messages of one FIT file, little-endian. Each kind of message keeps its local slot and is
 * defined anew only where its fields change. Timestamps are never compressed: common readers cannot
 * read those.
 *
 * @see FIT protocol: header, definition and data messages, developer data
 */
export function createFitWriter() {
  let bytes = new Uint8Array(8192);
  let view = new DataView(bytes.buffer);
  let length = headerBytes;
  const definitions = new Map<number, string>();

  function reserve(more: number): void {
    if (length + more + crcBytes <= bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * bytes.length, length + more + crcBytes));
    larger.set(bytes);
    bytes = larger;
    view = new DataView(bytes.buffer);
  }

  function put(list: Uint8Array | readonly number[]): void {
    reserve(list.length);
    bytes.set(list, length);
    length += list.length;
  }

  function define({ globalNumber, slot }: Message, own: readonly number[], developer: readonly number[]) {
    const count = developer.length / 3;
    const header = 0x40 | (count > 0 ? 0x20 : 0) | slot;
    const numbers = [header, 0, 0, globalNumber & 0xff, globalNumber >>> 8, own.length / 3, ...own];
    if (count > 0) numbers.push(count, ...developer);
    const text = numbers.join();
    if (definitions.get(slot) === text) return;
    definitions.set(slot, text);
    put(numbers);
  }

  return {
    /** One message with exactly these fields. Developer fields must have been described before. */
    write(message: Message, entries: readonly FieldEntry[], developer: readonly FieldEntry[] = []): void {
      const parts = [...entries, ...developer].map(([field, value]) => ({
        field,
        data: dataOf(field, value),
      }));
      const specs = parts.map(({ field, data }) => [field.number, data.length, field.type.code]);
      define(
        message,
        specs.slice(0, entries.length).flat(),
        specs.slice(entries.length).flatMap(([number = 0, size = 0]) => [number, size, developerIndex]),
      );
      put([message.slot]);
      for (const { data } of parts) put(data);
    },

    /**
     * Many messages of a kind, each with the same fields: where a column has no value, the message has
     * the invalid one. So one definition does for all of them.
     */
    rows(
      message: Message,
      columns: readonly Column[],
      developer: readonly Column[],
      from: number,
      to: number,
    ) {
      const own = columns.flatMap(({ field }) => [field.number, field.type.size, field.type.code]);
      define(
        message,
        own,
        developer.flatMap(({ field }) => [field.number, field.type.size, developerIndex]),
      );
      const all = [...columns, ...developer];
      const size = 1 + all.reduce((total, { field }) => total + field.type.size, 0);
      reserve(size * Math.max(0, to - from));
      for (let row = from; row < to; row++) {
        bytes[length++] = message.slot;
        for (const { field, values } of all) {
          putNumber(view, length, field, values[row] ?? Number.NaN);
          length += field.type.size;
        }
      }
    },

    /** The whole file, with its header and both checksums. Nothing can be written after it. */
    finish(): Uint8Array {
      reserve(0);
      bytes.set([headerBytes, protocolVersion, profileVersion & 0xff, profileVersion >>> 8]);
      view.setUint32(4, length - headerBytes, true);
      bytes.set(encoder.encode(".FIT"), 8);
      view.setUint16(12, crc16(bytes.subarray(0, 12)), true);
      view.setUint16(length, crc16(bytes.subarray(0, length)), true);
      return bytes.subarray(0, length + crcBytes);
    },
  };
}

export type FitWriter = ReturnType<typeof createFitWriter>;

function dataOf(field: Field, value: FieldValue): Uint8Array {
  if (typeof value === "string") return textBytes(value);
  const numbers = typeof value === "number" ? [value] : value;
  const view = new DataView(new ArrayBuffer(numbers.length * field.type.size));
  for (const [index, number] of numbers.entries()) putNumber(view, index * field.type.size, field, number);
  return new Uint8Array(view.buffer);
}

/** UTF-8 that ends in NUL; a field has 255 bytes at most, and no half character. */
function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(255);
  const { written } = encoder.encodeInto(text.replaceAll("\0", ""), bytes.subarray(0, 254));
  return bytes.subarray(0, written + 1);
}
