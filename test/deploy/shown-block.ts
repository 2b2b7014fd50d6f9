import { readFileSync } from "node:fs";
import path from "node:path";

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/deploy.md"), "utf8");

/** The block of docs/deploy.md that is marked so: "```yaml kubernetes". */
export function shownBlock(mark: string): string {
  const [, text] = new RegExp(`^\`\`\`${mark}\\n(.*?)^\`\`\``, "ms").exec(page) ?? [];
  if (text === undefined) throw new Error(`docs/deploy.md shows no block marked ${mark}`);
  return text;
}
