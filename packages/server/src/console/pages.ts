import type { Context, Hono } from "hono";
import { loadAssets, type Asset } from "./assets.ts";
import { securityHeaders } from "./security-headers.ts";

/** Pages of the console; the script in them shows what belongs to the address. */
const pages = ["/", "/workouts", "/workouts/:seq", "/deliveries", "/destinations"];

/** The console at `/`; where nothing was built, how to build it. */
export function addPages(app: Hono, folder: string): void {
  let loading: Promise<ReadonlyMap<string, Asset>> | undefined;
  /** Looked for anew until there is something, so that a build needs no restart. */
  async function assets(): Promise<ReadonlyMap<string, Asset>> {
    const loaded = await (loading ??= loadAssets(folder));
    if (loaded.size === 0) loading = undefined;
    return loaded;
  }

  for (const page of pages) {
    app.get(page, async (context) => {
      const index = (await assets()).get("/index.html");
      return index === undefined ? plainPage(context, notBuilt) : answer(context, index, "no-cache");
    });
  }
  app.get("/assets/*", async (context, next) => {
    const asset = (await assets()).get(context.req.path);
    // The name has a hash of what is in it.
    if (asset !== undefined) return answer(context, asset, "public, max-age=31536000, immutable");
    return await next();
  });
  app.get("/:file{[a-zA-Z0-9_.-]+\\.(svg|png|ico|webmanifest|md|txt)}", async (context, next) => {
    const asset = (await assets()).get(context.req.path);
    return asset === undefined ? await next() : answer(context, asset, "no-cache");
  });
}

/** Where no token is configured: says that there is a console. */
export function addClosedPage(app: Hono): void {
  app.get("/", (context) => plainPage(context, closed));
}

function answer(context: Context, asset: Asset, cacheControl: string): Response {
  const { bytes, br, gz, contentType, etag } = asset;
  const headers: Record<string, string> = {
    ...securityHeaders,
    "cache-control": cacheControl,
    etag,
    vary: "accept-encoding",
  };
  if (context.req.header("if-none-match") === etag) return context.body(null, 304, headers);
  headers["content-type"] = contentType;
  const accepted = context.req.header("accept-encoding") ?? "";
  if (br !== undefined && accepts(accepted, "br")) {
    return context.body(br, 200, { ...headers, "content-encoding": "br" });
  }
  if (gz !== undefined && accepts(accepted, "gzip")) {
    return context.body(gz, 200, { ...headers, "content-encoding": "gzip" });
  }
  return context.body(bytes, 200, headers);
}

function accepts(header: string, encoding: string): boolean {
  return header.split(",").some((part) => {
    const [name, quality] = part.split(";").map((text) => text.trim().toLowerCase());
    return name === encoding && !/^q=0(\.0*)?$/.test(quality ?? "");
  });
}

function plainPage(context: Context, text: string): Response {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Musette</title>
<h1>Musette</h1>
${text}
`;
  return context.body(page, 200, {
    ...securityHeaders,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
  });
}

const closed = `<p>This server runs. It has a console, which is switched off until the configuration has a token:</p>
<pre>admin:
  token: "\${ADMIN_TOKEN}" # at least 16 characters: openssl rand -hex 32</pre>
<p>It takes effect as soon as the file is saved: load this page again, and sign in with the token.</p>`;

const notBuilt = `<p>This server runs. Its console has not been built yet:</p>
<pre>npm run build:console</pre>
<p>Then load this page again; the server need not be restarted.</p>`;
