import { FitBaseType, FitEncoder } from "fit-file-parser/encoder";
import type { WorkoutFile } from "../workout-file.ts";

/** A field of the profile: its number, its base type and the value as it is stored. */
type StoredField = readonly [number: number, baseType: FitBaseType, value: number | string];

/** A message of the profile by its number, `[20, …]` for a record. */
export type StoredMessage = readonly [globalNumber: number, fields: readonly StoredField[]];

const sizes: Partial<Record<FitBaseType, number>> = {
  [FitBaseType.Sint16]: 2,
  [FitBaseType.Uint16]: 2,
  [FitBaseType.Sint32]: 4,
  [FitBaseType.Uint32]: 4,
  [FitBaseType.Uint32z]: 4,
};

/** A FIT file of these messages, made by an encoder that is not ours. */
export function fitFile(messages: readonly StoredMessage[], name = "ride.fit"): WorkoutFile {
  const encoder = new FitEncoder();
  for (const [globalNumber, fields] of messages) {
    encoder.writeMessage(
      globalNumber,
      fields.map(([number, baseType, stored]) => {
        const value = typeof stored === "string" ? FitEncoder.string(stored) : stored;
        const size = typeof value === "number" ? (sizes[baseType] ?? 1) : value.length;
        return { number, size, baseType, value };
      }),
    );
  }
  return { name, bytes: encoder.close() };
}
