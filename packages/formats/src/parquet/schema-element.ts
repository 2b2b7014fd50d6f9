import type { SchemaElement } from "hyparquet-writer";
import type { Column, ColumnType } from "./column.ts";

type Physical = Pick<SchemaElement, "type" | "converted_type" | "logical_type">;

const physicalTypes: Readonly<Record<ColumnType, Physical>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  int64: { type: "INT64" },
  double: { type: "DOUBLE" },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
};

/** A column in Parquet's own words. Every column may be null, so that files of every batch are alike. */
export function schemaElement({ name, type }: Column): SchemaElement {
  return { name, ...physicalTypes[type], repetition_type: "OPTIONAL" };
}
