import { rm } from "node:fs/promises";
import path from "node:path";
import { rolldown, type Plugin } from "rolldown";

const root = path.resolve(import.meta.dirname, "../../..");

/** Packages of many small modules that a start needs; all others are loaded as they are installed. */
const packages =
  /^(?:zod|yaml|hono|@hono\/node-server|prom-client|@opentelemetry\/api|tdigest|bintrees|p-queue|p-timeout|eventemitter3)(?:\/|$)/;
/** What is ours, but for what few servers load. */
const ours = /^(?:[./]|@musette\/(?!telemetry|testing))/;

/** A module of ours that is loaded by its name while the server runs. */
const named = /\bload\("(\.[^"]+\.ts)"\)|\bnew URL\("(\.[^"]+\.ts)", import\.meta\.url\)/g;

// The image is built so; in a checkout Musette runs from its sources.
if (import.meta.main) await bundle(path.join(root, "packages/cli/dist"));

/**
 * Puts the sources, and the small modules that they use, into a few files: most of a start is Node looking for
 * 900 modules one by one. What is loaded on demand stays so, in files of its own.
 *
 * @param folder inside the project, so that packages are found from there; emptied first. Its `main.mjs` exports
 *   what `src/main.ts` exports.
 */
export async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await using build = await rolldown({
    input: { main: path.join(root, "packages/cli/src/main.ts") },
    platform: "node",
    external: (id) => !ours.test(id) && !packages.test(id),
    plugins: [keepPlaces(folder)],
  });
  await build.write({
    dir: folder,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
    // Comments and spaces take time to read as well; names are kept for stack traces.
    minify: { compress: false, mangle: false, codegen: true },
  });
}

/** Lets `import.meta` speak of where a module comes from, and gives those that are loaded by name a file. */
function keepPlaces(folder: string): Plugin {
  return {
    name: "keep-places",
    transform(code, id) {
      if (id.includes("node_modules") || !code.includes("import.meta")) return null;
      const source = `new URL(${JSON.stringify(path.relative(folder, id))}, import.meta.url)`;
      const places: string[] = [];
      const hide = (place: string) => `__place${places.push(place) - 1}__`;
      return code
        .replace(named, (_, loaded?: string, started?: string) => {
          const file = path.join(path.dirname(id), loaded ?? started ?? "");
          const fileName = `${path.relative(root, file).replaceAll(path.sep, ".").slice(0, -".ts".length)}.mjs`;
          this.emitFile({ type: "chunk", id: file, fileName });
          const url = `new URL("./${fileName}", import.meta.url)`;
          return hide(loaded === undefined ? url : `load(${url}.pathname)`);
        })
        .replaceAll("import.meta.url", () => hide(`${source}.href`))
        .replaceAll("import.meta.dirname", () => hide(`new URL(".", ${source}).pathname`))
        .replace(/__place(\d+)__/g, (_, number: string) => places[Number(number)] ?? "");
    },
  };
}
