import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

/** The console's build: files with hashed names, each also as `.br` and `.gz`, for the server to hand out as they are. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    // The polyfill would be an inline script, which the page's policy forbids.
    modulePreload: { polyfill: false },
    // Every image and font is a file or an SVG in the markup; nothing becomes a data: URL in the sheet.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    license: { fileName: "LICENSES.md" },
  },
  plugins: [precompress()],
});
