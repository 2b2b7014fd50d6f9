/** The medians of the first and the last third of a series; 0 where there is nothing. */
export function thirds(values: readonly number[]): { readonly first: number; readonly last: number } {
  const length = Math.ceil(values.length / 3);
  return { first: median(values.slice(0, length)), last: median(values.slice(values.length - length)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
