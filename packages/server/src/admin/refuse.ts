import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { problemResponse, type Problem } from "../problem.ts";

/** Ends the request with a problem. */
export function refuse(context: Context, problem: Problem): never {
  throw new HTTPException(problem.status, { res: problemResponse(context, problem) });
}
