/** A boolean of the query; `fallback` where it is not given, undefined where it is something else. */
export function readFlag(value: string | undefined, fallback: boolean): boolean | undefined {
  // Python clients write True and False.
  switch (value?.toLowerCase()) {
    case undefined:
      return fallback;
    case "true":
      return true;
    case "false":
      return false;
    default:
      return undefined;
  }
}
