/** An error in a few words. Connection errors often have a code and no message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return (error.message || code).split("\n")[0] ?? code;
}
