/** Whether a time that was read says where: without an offset it is the person's local time. */
export function hasOffset(time: string): boolean {
  const sign = time.at(-6);
  const compactSign = time.at(-5);
  return time.endsWith("Z") || sign === "+" || sign === "-" || compactSign === "+" || compactSign === "-";
}
