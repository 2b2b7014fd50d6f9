/** The numbers that TCX takes, null where a value is none of them. See the types in the schema. */

/** `HeartRateInBeatsPerMinute_t`: 1 to 255. */
export const bpm = whole(1, 255);
/** `CadenceValue_t`: 0 to 254. */
export const cadence = whole(0, 254);
/** `xsd:unsignedShort`, of watts, steps and calories. */
export const short = whole(0, 65_535);

/** Rounded to the nearest. */
function whole(least: number, most: number): (value: number | null) => number | null {
  return (value) => {
    const rounded = value === null ? null : Math.round(value);
    return rounded !== null && rounded >= least && rounded <= most ? rounded : null;
  };
}
