import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test.each(["schema.sql", "on-user-delete.sql"])("the README prints %s as it is", async (file) => {
  const read = async (name: string) => await readFile(new URL(`../${name}`, import.meta.url), "utf8");
  expect(await read("README.md")).toContain(`\`\`\`sql\n${await read(file)}\`\`\``);
});
