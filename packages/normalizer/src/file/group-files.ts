/**
 * Files that are one payload: iFit's `.tcx` and `.csv` of the same base name, and every other file by
 * itself. Units come in the order of their first file.
 *
 * @param names paths or names; equal base names in two folders are two workouts.
 */
export function groupFiles(names: readonly string[]): readonly (readonly string[])[] {
  const units = new Map<string, string[]>();
  for (const [index, name] of names.entries()) {
    const unit = unitOf(name, index);
    const files = units.get(unit);
    // A second file of the same ending is no pair: it goes alone.
    if (files === undefined) units.set(unit, [name]);
    else if (files.some((file) => endingOf(file) === endingOf(name))) units.set(`${unit}\0${index}`, [name]);
    else files.push(name);
  }
  return [...units.values()];
}

function unitOf(name: string, index: number): string {
  const ending = endingOf(name);
  return ending === "tcx" || ending === "csv" ? name.slice(0, -ending.length - 1) : `${name}\0${index}`;
}

function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
