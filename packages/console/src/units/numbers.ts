/**
 * `12,345.6`, with so many digits after the point, as in British English. Without Intl: loading its rules
 * takes a slow processor a tenth of all that the first page does (measured).
 */
export function number(value: number, digits = 0): string {
  const [whole = "", ...decimals] = value.toFixed(digits).split(".");
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ","), ...decimals].join(".");
}

/** `1 event`, `12 events`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

const steps = ["B", "KB", "MB", "GB", "TB"];

/** `1.4 MB`: thousands of thousands, as the configuration counts. */
export function bytes(value: number): string {
  let step = 0;
  let left = value;
  while (left >= 1000 && step < steps.length - 1) {
    left /= 1000;
    step += 1;
  }
  return `${number(left, step === 0 || left >= 100 ? 0 : 1)} ${steps[step] ?? ""}`;
}
