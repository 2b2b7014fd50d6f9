/** A URL with these in its query, in place of what it has of the same name; null is left out. */
export function withParameters(url: string, parameters: Readonly<Record<string, string | null>>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) target.searchParams.set(name, value);
  }
  return target.href;
}
