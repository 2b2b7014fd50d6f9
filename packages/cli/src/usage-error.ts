/** The command line was called wrongly: exit 2 and the command's help. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
