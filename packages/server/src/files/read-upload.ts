import { isTimeZone } from "@musette/core";
import type { Context } from "hono";
import type { UploadedFile } from "./uploaded-file.ts";

export type ReadUpload =
  | {
      readonly outcome: "read";
      readonly files: readonly UploadedFile[];
      /** IANA name of the zone of local times; null where the sender did not say. */
      readonly zone: string | null;
    }
  | { readonly outcome: "malformed"; readonly detail: string };

/** Each is a payload of its own, and one request is to be answered in seconds. */
const mostFiles = 1_000;

/** Reads the files of a multipart body, and the field or query parameter `zone`. */
export async function readUpload(context: Context, bytes: Uint8Array<ArrayBuffer>): Promise<ReadUpload> {
  const form = await parseForm(bytes, context.req.header("content-type") ?? "");
  if (form === undefined) {
    return malformed("The body is not valid multipart/form-data, or is cut short.");
  }
  // A browser sends an empty file without a name where none was chosen.
  const parts = [...form.values()]
    .filter((part) => typeof part !== "string")
    .filter(({ name, size }) => name !== "" || size > 0);
  if (parts.length === 0) {
    return malformed(
      "There is no file in the form. Send each as a part with a file name: curl -F file=@ride.fit",
    );
  }
  if (parts.length > mostFiles) {
    return malformed(`There are ${parts.length} files in the form. Send at most ${mostFiles} at once.`);
  }
  const field = form.get("zone");
  const zone = (typeof field === "string" ? field : "") || (context.req.query("zone") ?? "");
  if (zone !== "" && !isTimeZone(zone)) {
    return malformed("The zone must be the IANA name of a time zone, such as Europe/Berlin.");
  }
  const files = await Promise.all(
    parts.map(async (part) => ({ name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) })),
  );
  return { outcome: "read", files, zone: zone === "" ? null : zone };
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | undefined> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function malformed(detail: string): ReadUpload {
  return { outcome: "malformed", detail };
}
