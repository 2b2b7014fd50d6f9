import { known } from "./entries.ts";
import { listOf, numberOf, textOf } from "./loose.ts";
import { developerFields, fields } from "./messages.ts";
import type { Source } from "./source.ts";
import { fitSeconds } from "./time.ts";
import type { FieldEntry } from "./wire/field.ts";

const active = 1;

/** One set for each movement that was tracked. FIT has one weight for a set: the first that is known. */
export function setEntries({ activity, startMs }: Source): readonly {
  readonly own: readonly FieldEntry[];
  readonly developer: readonly FieldEntry[];
}[] {
  const { set } = fields;
  return listOf(activity.musette_data?.strength_data?.movements).map((value, index) => {
    const movement = value as Readonly<Record<string, unknown>> | null;
    const offset = numberOf(movement?.["start_offset_seconds"]);
    const duration = numberOf(movement?.["duration_seconds"]);
    const second = (after: number) => fitSeconds(startMs + after * 1000);
    return {
      own: known([
        // Required of every message that has one; without an offset it is the session's start.
        [set.timestamp, second((offset ?? 0) + (duration ?? 0))],
        [set.duration, duration],
        [set.repetitions, numberOf(movement?.["repetitions"])],
        [set.weight, weightKg(movement?.["weights"])],
        [set.setType, active],
        [set.startTime, offset === null ? null : second(offset)],
        [set.messageIndex, index],
      ]),
      developer: known([[developerFields.set.movementName.field, textOf(movement?.["name"])]]),
    };
  });
}

function weightKg(weights: unknown): number | null {
  for (const weight of listOf(weights)) {
    const kilograms = numberOf((weight as Readonly<Record<string, unknown>> | null)?.["weight_kg"]);
    if (kilograms !== null) return kilograms;
  }
  return null;
}
