import type * as z from "zod";

/** Who may call an operation. */
export type Caller =
  | "anyone"
  /** `dev-id` and `x-api-key`. */
  | "developer"
  /** The same, or Terra's signature over the body. */
  | "developer-or-signature"
  /** The bearer token of `admin.token`, or a session of the console. */
  | "operator"
  /** The console's cookie. */
  | "session"
  /** Whoever has the link; what is asked for is in the path. */
  | "link";

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly required?: boolean;
}

/** A body: what is in it by content type. */
export type Content = Readonly<Record<string, z.ZodType>>;

export interface Answer {
  readonly description: string;
  readonly content?: Content;
  /** Names of headers, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One method at one path, as the OpenAPI document describes it. Each room declares its own beside its
 * routes; a test holds that every route is described and every description has a route.
 */
export interface Operation {
  readonly method: "get" | "post" | "patch" | "delete";
  /** As OpenAPI writes it, from the room's own root: `/events/{id}`. */
  readonly path: string;
  /** Unique in the room; the document's `operationId`. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly caller: Caller;
  /** Of the path; each is required. */
  readonly inPath?: readonly Parameter[];
  readonly query?: readonly Parameter[];
  readonly body?: Content;
  readonly answers: Readonly<Record<number, Answer>>;
}

/** The operations of one room, where the application mounts it. */
export interface OperationGroup {
  readonly tag: string;
  readonly description: string;
  /** `/admin`; empty for the root. Several when the same is served at each. */
  readonly prefixes: readonly string[];
  readonly operations: readonly Operation[];
}
