import { hash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A built file of the console, as it is handed out. */
export interface Asset {
  readonly contentType: string;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same, compressed by the build; undefined where that is no smaller. */
  readonly br: Uint8Array<ArrayBuffer> | undefined;
  readonly gz: Uint8Array<ArrayBuffer> | undefined;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * The console's files by their paths (`/index.html`, `/assets/…`), read into memory: there are few and they are
 * small, and no request's path ever reaches the file system. Empty where nothing was built.
 */
export async function loadAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const wanted = names.filter((name) => contentTypes[path.extname(name)] !== undefined);
  const has = new Set(names);
  const read = async (name: string) => (has.has(name) ? await readFile(path.join(folder, name)) : undefined);
  const loaded = await Promise.all(
    wanted.map(async (name): Promise<[string, Asset]> => {
      const bytes = await readFile(path.join(folder, name));
      const contentType = contentTypes[path.extname(name)] ?? "application/octet-stream";
      const etag = `"${hash("sha256", bytes).slice(0, 32)}"`;
      const br = await read(`${name}.br`);
      const gz = await read(`${name}.gz`);
      return [`/${name.split(path.sep).join("/")}`, { contentType, etag, bytes, br, gz }];
    }),
  );
  return new Map(loaded);
}
