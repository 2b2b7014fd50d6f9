import type { Payload } from "@musette/journal";
import { valueAt } from "@musette/core";

/** A payload as it was sent. */
export interface RawPayload {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Of a file that was uploaded, as its sender named it; undefined: it came as JSON. */
  readonly fileName: string | undefined;
}

/** The upload's files, of which most are one; what came as JSON is one without a name. */
export function rawPayloads({ source, bytes }: Payload): readonly RawPayload[] {
  if (source !== "file") return [{ bytes, contentType: "application/json", fileName: undefined }];
  const envelope: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const files = valueAt(envelope, "files");
  return (Array.isArray(files) ? files : []).flatMap((file: unknown): RawPayload[] => {
    const name = valueAt(file, "name");
    const data = valueAt(file, "data");
    if (typeof name !== "string" || typeof data !== "string") return [];
    const decoded = new Uint8Array(Buffer.from(data, "base64"));
    // Never a type that a browser would show or run.
    return [{ bytes: decoded, contentType: "application/octet-stream", fileName: name }];
  });
}
