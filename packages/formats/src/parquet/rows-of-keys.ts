/** For each key of an ascending list its row in `all`, which has every one of them, as often. */
export function rowsOfKeys(all: readonly number[], keys: readonly number[]): readonly number[] {
  let row = -1;
  return keys.map((key) => {
    row++;
    while (all[row] !== key) row++;
    return row;
  });
}
