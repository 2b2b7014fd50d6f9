import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("the README prints schema.sql as it is", async () => {
  const read = async (name: string) => await readFile(new URL(`../${name}`, import.meta.url), "utf8");
  expect(await read("README.md")).toContain(`\`\`\`sql\n${await read("schema.sql")}\`\`\``);
});
