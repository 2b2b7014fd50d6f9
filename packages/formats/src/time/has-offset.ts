const upperZ = 0x5a;
const plus = 0x2b;
const minus = 0x2d;

/** Whether a time that was read says where: without an offset it is the person's local time. */
export function hasOffset(time: string): boolean {
  if (time.charCodeAt(time.length - 1) === upperZ) return true;
  // As in +01:00 and +0100.
  const sign = time.charCodeAt(time.length - 6);
  const compactSign = time.charCodeAt(time.length - 5);
  return sign === plus || sign === minus || compactSign === plus || compactSign === minus;
}
