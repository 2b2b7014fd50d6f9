import { JournalError } from "@musette/core/errors";
import type { FlatError } from "./protocol.ts";

export function flattenError({ code, message, context }: JournalError): FlatError {
  return { code, message, context };
}

export function raiseError({ code, message, context }: FlatError): JournalError {
  return new JournalError(code, message, { context });
}
