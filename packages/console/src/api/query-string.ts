type Value = string | number | boolean | null | undefined;

/** `?a=1&b=2`, without what is empty; an empty text when nothing is left. */
export function queryString(values: Readonly<Record<string, Value>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
