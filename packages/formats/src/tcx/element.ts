/** `<Name>value</Name>`, and nothing where there is no value. Texts are to be escaped before. */
export function element(name: string, value: number | string | null): string {
  return value === null || value === "" ? "" : `<${name}>${value}</${name}>`;
}
