/** Storage's names have neither `%` nor `~`; `=` stands in, which an encoded path does not hold. */
export function objectName(path: string): string {
  return path.replaceAll("~", "%7E").replaceAll("%", "=");
}
