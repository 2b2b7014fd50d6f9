/**
 * All keys of two ascending lists, ascending: one that a list has twice is there twice, one that both
 * lists have is there once. The first list itself where it has all of them.
 */
export function unionOfKeys(a: readonly number[], b: readonly number[]): readonly number[] {
  const union: number[] = [];
  let indexA = 0;
  let indexB = 0;
  for (;;) {
    const keyA = a[indexA];
    const keyB = b[indexB];
    if (keyA === undefined || keyB === undefined) break;
    union.push(Math.min(keyA, keyB));
    if (keyA <= keyB) indexA++;
    if (keyB <= keyA) indexB++;
  }
  const all = union.concat(a.slice(indexA), b.slice(indexB));
  return all.length === a.length ? a : all;
}
