import { readdir, stat } from "node:fs/promises";
import path from "node:path";

const home = path.resolve(import.meta.dirname, "..");
const sources = ["src", "public", "build", "index.html", "vite.config.ts"];

// `npm start` runs this file first.
if (import.meta.main) await buildWhenStale();

/**
 * Builds the console where there is none yet, or where its sources are newer. A production install has no Vite, and
 * no need of it where the build was copied along. Tests run it once before all of them.
 */
export default async function buildWhenStale(): Promise<void> {
  if ((await newest(sources)) <= (await newest(["dist/index.html"]))) return;
  try {
    const { build } = await import("vite");
    await build({ configFile: path.join(home, "vite.config.ts"), logLevel: "warn" });
  } catch (error) {
    // The server is worth starting without it; its page says what is missing.
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`The console was not built: ${reason}\nTo see why: npm run build:console`);
  }
}

/** When the newest of these files and folders was changed, in milliseconds; 0: there is none. */
async function newest(names: readonly string[]): Promise<number> {
  const files = await Promise.all(
    names.map(async (name) => {
      const inside = await readdir(path.join(home, name), { recursive: true }).catch(() => []);
      return [name, ...inside.map((file) => path.join(name, file))];
    }),
  );
  const times = await Promise.all(
    files.flat().map(async (file) => {
      const found = await stat(path.join(home, file)).catch(() => undefined);
      return found?.isFile() === true ? found.mtimeMs : 0;
    }),
  );
  return Math.max(0, ...times);
}
