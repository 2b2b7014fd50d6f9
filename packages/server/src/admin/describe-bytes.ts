/** A payload for JSON, byte for byte: its text where it is UTF-8, else base64. */
export function describeBytes(bytes: Uint8Array): {
  readonly encoding: "utf-8" | "base64";
  readonly text: string;
} {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { encoding: "utf-8", text };
  } catch {
    return { encoding: "base64", text: Buffer.from(bytes).toString("base64") };
  }
}
