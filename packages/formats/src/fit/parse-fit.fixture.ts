import FitParser, { type ParsedFit } from "fit-file-parser";

/** What fit-file-parser makes of a file, its checksums verified. */
export async function parseFit(bytes: Uint8Array): Promise<ParsedFit> {
  const parser = new FitParser({ force: false, mode: "list", includeRawMessages: true });
  return parser.parseAsync(Buffer.from(bytes));
}
