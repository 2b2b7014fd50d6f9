import { stringify } from "yaml";
import type { KeyRow } from "./key-rows.ts";

/** Keys as a Markdown table. */
export function keyTable(rows: readonly KeyRow[]): string {
  const lines = rows.map(({ path, type, byDefault, isRequired, isSecret, description, example }) => {
    const key = path.replace(/^.*\.(?=[^.]+$)/, "");
    const shown = example === undefined ? "" : code(`${key}: ${inYaml(example)}`);
    const standing = isRequired ? "**required**" : byDefault === undefined ? "" : code(inYaml(byDefault));
    const purpose = isSecret ? `${description}. Secret` : description;
    return [code(path), type, standing, purpose.replaceAll("..", "."), shown].map(cell).join(" | ");
  });
  const head = ["key", "takes", "default", "what for", "example"];
  return [head.join(" | "), head.map(() => "---").join(" | "), ...lines]
    .map((line) => `| ${line} |`)
    .join("\n");
}

/** As one writes it into the file: on one line, and nothing in it is read otherwise. */
function inYaml(value: unknown): string {
  if (typeof value === "string" && /[${}]/.test(value)) return JSON.stringify(value);
  return stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim();
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}
