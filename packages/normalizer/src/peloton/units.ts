/** What one of Peloton's display units is in the unit of the event. Exact by definition. */
export type Units = ReadonlyMap<string, number>;

const metersPerMile = 1609.344;

export const distanceInMeters: Units = new Map([
  ["mi", metersPerMile],
  ["km", 1000],
  ["m", 1],
]);

export const elevationInMeters: Units = new Map([
  ["ft", 0.3048],
  ["m", 1],
]);

export const speedInMetersPerSecond: Units = new Map([
  ["mph", metersPerMile / 3600],
  ["kph", 1000 / 3600],
]);

/** Peloton writes decimal minutes: 9.5 is nine and a half. */
export const paceInMinutesPerKilometer: Units = new Map([
  ["min/mi", 1000 / metersPerMile],
  ["min/km", 1],
]);

export const splitPaceInSecondsPer500Meters: Units = new Map([["min/500m", 60]]);

export const watts: Units = new Map([["watts", 1]]);
export const rpm: Units = new Map([["rpm", 1]]);
export const percent: Units = new Map([["%", 1]]);
export const bpm: Units = new Map([["bpm", 1]]);
export const strokesPerMinute: Units = new Map([["spm", 1]]);
export const kilocalories: Units = new Map([["kcal", 1]]);
export const kilojoules: Units = new Map([["kj", 1]]);

/** Counts come without a unit. */
export const count: Units = new Map([["", 1]]);
