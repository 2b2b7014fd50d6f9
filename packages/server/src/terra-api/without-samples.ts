/** `hr_samples`, `hrv_samples_rmssd`, `MET_samples`, and a list that is called `samples`. */
const sampleList = /(?:^|_)samples(?:_|$)/;

/** An item as JSON text, its lists of samples empty, as Terra leaves them: `[]`, not missing. */
export function jsonWithoutSamples(item: unknown): string {
  return JSON.stringify(item, (key: string, value: unknown) =>
    Array.isArray(value) && sampleList.test(key) ? [] : value,
  );
}
