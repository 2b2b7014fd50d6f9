import { status } from "@grpc/grpc-js";

/** A refusal: grpc-js sends `code` and `details`. */
export interface StatusError extends Error {
  readonly code: status;
  readonly details: string;
  /** True when it is about one write, so that the others of a BatchWrite go on. */
  readonly ofOneWrite: boolean;
}

export function statusError(code: keyof typeof status, details: string, ofOneWrite = false): StatusError {
  return Object.assign(new Error(details), { code: status[code], details, ofOneWrite });
}

export function isStatusError(error: unknown): error is StatusError {
  return error instanceof Error && "ofOneWrite" in error;
}
