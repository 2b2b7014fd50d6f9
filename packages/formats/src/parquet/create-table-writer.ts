import { gzipSync } from "node:zlib";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnSource } from "hyparquet-writer";
import type { Cell, Column } from "./column.ts";
import { schemaElement } from "./schema-element.ts";

export interface TableWriter {
  /** Adds a row group: for each column its values, all of the same length. */
  write(values: readonly (readonly Cell[])[]): void;
  finish(): Uint8Array;
}

/**
 * Writes one Parquet file into memory, pages compressed with gzip, which every reader knows and zlib
 * does in native code. The same values give the same bytes.
 *
 * @see https://parquet.apache.org/docs/file-format/
 */
export function createTableWriter(columns: readonly Column[]): TableWriter {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: "root", num_children: columns.length }, ...columns.map(schemaElement)],
    codec: "GZIP",
    compressors: { GZIP: (page) => gzipSync(page) },
    createdBy: "musette",
  });
  return {
    write(values) {
      const columnData = columns.map((column, index) => columnSource(column, values[index] ?? []));
      // Into memory, so it is not a promise.
      void writer.write({ columnData, rowGroupSize: values[0]?.length ?? 0 });
    },
    finish() {
      void writer.finish();
      return bytes.getBytes();
    },
  };
}

function columnSource({ name, type, like }: Column, values: readonly Cell[]): ColumnSource {
  const data = values as Cell[];
  if (type === "timestamp") return { name, data, encoding: "DELTA_BINARY_PACKED" };
  if (like === "counter") return { name, data, encoding: "BYTE_STREAM_SPLIT" };
  return like === "document" ? { name, data, encoding: "PLAIN", statistics: false } : { name, data };
}
