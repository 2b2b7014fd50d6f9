import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startConsoleServer, tokens, type ConsoleServer } from "./console-server.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe("the console's files, as they are built", () => {
  let server: ConsoleServer;
  beforeAll(async () => {
    server = await startConsoleServer();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** As on the wire: `fetch` would decompress. */
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    await new Promise((resolve, reject) => {
      request(new URL(path, server.url), { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
        });
      })
        .on("error", reject)
        .end();
    });

  async function assetsOf(page: string): Promise<readonly string[]> {
    const { body } = await get(page);
    return [...body.toString().matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  }

  it("have a page that is asked for anew each time, and files that never are", async () => {
    for (const page of ["/", "/workouts", "/workouts/1", "/deliveries", "/destinations"]) {
      const { status, headers } = await get(page);
      expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
      expect(headers["cache-control"]).toBe("no-cache");
    }
    const assets = (await assetsOf("/")).filter((path) => path.startsWith("/assets/"));
    expect(assets.length).toBeGreaterThan(1);
    for (const path of assets) {
      // The hash in the name, without which the next line would be a lie.
      expect(path).toMatch(/-[\w-]{8}\.(js|css|woff2)$/);
      const { status, headers } = await get(path);
      expect([status, headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
    }
  });

  it("come compressed for who can read it, and not at all to who has them", async () => {
    const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const code = (await assetsOf("/")).filter((asset) => /\.(js|css)$/.test(asset));
    expect(code.length).toBeGreaterThan(1);
    for (const path of code) {
      const plain = await get(path);
      expect(plain.headers["content-encoding"]).toBeUndefined();
      const br = await get(path, { "accept-encoding": "gzip, deflate, br" });
      expect([br.headers["content-encoding"], br.headers["vary"]]).toEqual(["br", "accept-encoding"]);
      expect(digest(brotliDecompressSync(br.body))).toBe(digest(plain.body));
      const gz = await get(path, { "accept-encoding": "gzip, br;q=0" });
      expect(gz.headers["content-encoding"]).toBe("gzip");
      expect(digest(gunzipSync(gz.body))).toBe(digest(plain.body));
      const known = await get(path, { "if-none-match": String(plain.headers["etag"]) });
      expect([known.status, known.body.length]).toEqual([304, 0]);
    }
  });

  it("may run their own scripts and ask their own server, and nothing else", async () => {
    for (const path of ["/", "/workouts/1", ...(await assetsOf("/"))]) {
      const { headers } = await get(path);
      const policy = Object.fromEntries(
        String(headers["content-security-policy"])
          .split(";")
          .map((rule) => rule.trim().split(/ (.*)/s) as [string, string]),
      );
      expect(policy).toEqual({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
      });
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    }
    const { body } = await get("/");
    expect(body.toString()).not.toMatch(/<script(?![^>]*src=)|<style| style=| on\w+=/);
  });

  it("have data behind them that nobody keeps", async () => {
    const { status, headers } = await get("/admin/overview", { authorization: `Bearer ${tokens.viewer}` });
    expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
  });
});
