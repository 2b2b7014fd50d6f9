/** A refusal as mongod words it: a number, its name and a text. */
export interface CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** What else the answer holds, `keyPattern` and the like. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Names of the codes that this server uses, as in mongod's `error_codes.yml`. */
const codeNames: Readonly<Record<number, string>> = {
  2: "BadValue",
  9: "FailedToParse",
  13: "Unauthorized",
  15: "Overflow",
  18: "AuthenticationFailed",
  26: "NamespaceNotFound",
  43: "CursorNotFound",
  48: "NamespaceExists",
  59: "CommandNotFound",
  66: "ImmutableField",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  121: "DocumentValidationFailure",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
};

export function commandError(
  code: number,
  message: string,
  details: CommandError["details"] = {},
): CommandError {
  return Object.assign(new Error(message), { code, codeName: codeNames[code] ?? `Location${code}`, details });
}

export function isCommandError(error: unknown): error is CommandError {
  return error instanceof Error && "codeName" in error && "details" in error;
}
