import * as fc from "fast-check";
import { readFitMessages } from "fit-file-parser";
import { expect, test } from "vitest";
import { type BaseType, baseTypes } from "./base-type.ts";
import { field } from "./field.ts";
import { createFitWriter } from "./fit-writer.ts";

const record = { globalNumber: 20, slot: 6 };
const { string, float32, byte: _bytes, ...integers } = baseTypes;

/** The stored number of a field, as another reader reads its bytes. */
function storedNumber(bytes: Uint8Array, { least, size }: BaseType): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 1) return view.getUint8(0);
  if (size === 2) return least < 0 ? view.getInt16(0, true) : view.getUint16(0, true);
  return least < 0 ? view.getInt32(0, true) : view.getUint32(0, true);
}

test("numbers are scaled, rounded to the nearest and kept below the invalid value", () => {
  const anyType = fc.constantFrom(...Object.values(integers));
  const scale = fc.constantFrom(1, 5, 100, 128, 1000);
  const value = fc.double({ noNaN: true, min: -1e10, max: 1e10 });
  fc.assert(
    fc.property(anyType, scale, fc.integer({ min: 0, max: 500 }), value, (type, scale, offset, value) => {
      const writer = createFitWriter();
      writer.write(record, [[field(1, type, scale, offset), value]]);
      const [message] = readFitMessages(writer.finish()).messages;
      const stored = storedNumber(message?.fields[0]?.bytes ?? new Uint8Array(4), type);
      const exact = (value + offset) * scale;
      const nearest = Math.min(type.greatest, Math.max(type.least, exact));
      expect(Math.abs(stored - nearest)).toBeLessThanOrEqual(0.5);
      expect(stored).not.toBe(type.invalid);
    }),
  );
});

test("rows hold their columns' values, and the invalid value where there is none", () => {
  const cell = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 60_000 }));
  const rows = fc.array(fc.tuple(cell, cell), { maxLength: 400 });
  fc.assert(
    fc.property(rows, (rows) => {
      const column = (index: 0 | 1) => Float64Array.from(rows, (row) => row[index]);
      const writer = createFitWriter();
      const columns = [{ field: field(7, baseTypes.uint16), values: column(0) }];
      const developer = [{ field: field(3, float32), values: column(1) }];
      writer.rows(record, columns, developer, 0, rows.length);
      const { messages } = readFitMessages(writer.finish());
      const read = messages.map(({ fields, developerFields }) => {
        const own = storedNumber(fields[0]?.bytes ?? new Uint8Array(2), baseTypes.uint16);
        const bytes = developerFields[0]?.bytes ?? new Uint8Array(4);
        return [
          own === baseTypes.uint16.invalid ? Number.NaN : own,
          new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true),
        ];
      });
      expect(read).toEqual(rows);
    }),
  );
});

test("texts are UTF-8 that ends in NUL, cut between characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const writer = createFitWriter();
      writer.write(record, [[field(8, string), text]]);
      const bytes = readFitMessages(writer.finish()).messages[0]?.fields[0]?.bytes ?? new Uint8Array();
      expect(bytes.length).toBeLessThanOrEqual(255);
      expect(bytes.at(-1)).toBe(0);
      const read = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, -1));
      const whole = text.replaceAll("\0", "").toWellFormed();
      const isCut = Buffer.byteLength(whole) > 254;
      // No more is cut off than a character of four bytes has.
      expect(isCut ? bytes.length >= 252 && whole.startsWith(read) : read === whole).toBe(true);
    }),
  );
});

test("a message is defined anew only where its fields change", () => {
  const sizeOf = (...numbers: readonly number[]): number => {
    const writer = createFitWriter();
    for (const number of numbers) writer.write(record, [[field(number, baseTypes.uint8), 1]]);
    return writer.finish().length;
  };
  const definition = 6 + 3;
  const message = 2;
  expect(sizeOf(1, 1) - sizeOf(1)).toBe(message);
  expect(sizeOf(1, 2) - sizeOf(1)).toBe(definition + message);
});

test("a flipped bit anywhere is found by the checksums", () => {
  const writer = createFitWriter();
  for (let index = 0; index < 50; index++) writer.write(record, [[field(1, baseTypes.uint32), index * 7919]]);
  const bytes = writer.finish();
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = bytes.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => readFitMessages(damaged)).toThrow(/invalid_(crc|header)/);
    }),
  );
});
