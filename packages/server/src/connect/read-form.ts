import type { Context } from "hono";
import { readBody } from "../read-body.ts";

export type ReadForm =
  | { readonly outcome: "read"; readonly form: FormData }
  | { readonly outcome: "too-large" }
  | { readonly outcome: "unreadable" };

/** A form's fields and files, up to `maxBytes` together. */
export async function readForm(context: Context, maxBytes: number): Promise<ReadForm> {
  const type = context.req.header("content-type") ?? "";
  const body = await readBody(context, maxBytes);
  if (body.outcome === "too-large") return { outcome: "too-large" };
  if (body.outcome !== "read") return { outcome: "unreadable" };
  try {
    const form = await new Response(body.bytes, { headers: { "content-type": type } }).formData();
    return { outcome: "read", form };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { outcome: "unreadable" };
  }
}
