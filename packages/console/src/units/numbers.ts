const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const formats = new Map<number, Intl.NumberFormat>([[0, whole]]);

/** `12,345.6`, with so many digits after the point. */
export function number(value: number, digits = 0): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format.format(value);
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
