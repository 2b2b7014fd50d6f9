import type { Context } from "hono";
import { parseJson } from "../parse-json.ts";
import { readBody } from "../read-body.ts";
import { bodyTooLarge, invalid } from "./problems.ts";
import type { TerraProblem } from "./terra-problem.ts";

export type ReadJsonBody =
  | { readonly outcome: "read"; readonly value: unknown; readonly byteLength: number }
  | { readonly outcome: "refused"; readonly problem: TerraProblem };

/** Reads a request's body as JSON, up to `maxBytes`, decompressed. Its content type is not asked for. */
export async function readJsonBody(context: Context, maxBytes: number): Promise<ReadJsonBody> {
  const body = await readBody(context, maxBytes);
  if (body.outcome === "too-large") return refused(bodyTooLarge(maxBytes));
  if (body.outcome !== "read") return refused(invalid("The body's content-encoding cannot be read."));
  const parsed = parseJson(body.bytes);
  if (parsed.outcome === "malformed") return refused(invalid(parsed.detail));
  return { outcome: "read", value: parsed.value, byteLength: body.bytes.byteLength };
}

function refused(problem: TerraProblem): ReadJsonBody {
  return { outcome: "refused", problem };
}
