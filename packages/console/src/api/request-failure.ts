import type { ProblemBody } from "../wire/index.ts";

/** A request that came to nothing, in words for people. `status` 0: the server could not be reached. */
export class RequestFailure extends Error {
  readonly status: number;
  /** The last part of the problem's type: `unauthorized`, `read-only`…; `away` and `unreadable` are ours. */
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RequestFailure";
    this.status = status;
    this.code = code;
  }
}

/** What an answer that is not 2xx says; proxies answer with pages of their own, which are not shown. */
export async function readFailure(response: Response): Promise<RequestFailure> {
  const isProblem = (response.headers.get("content-type") ?? "").includes("json");
  if (isProblem) {
    try {
      const { type = "", detail, title } = (await response.json()) as Partial<ProblemBody>;
      const code = type.slice(type.lastIndexOf("/") + 1);
      return new RequestFailure(response.status, code, detail ?? title ?? "It gave no reason.");
    } catch {
      // Said below.
    }
  }
  return new RequestFailure(response.status, "unreadable", `The server answered ${response.status}.`);
}
