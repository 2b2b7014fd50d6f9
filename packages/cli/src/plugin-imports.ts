import { registerHooks } from "node:module";

/** What a plugin may import without having it installed beside itself. */
const shared: ReadonlySet<string> = new Set(["@musette/core", "@musette/testing", "zod"]);
let registered = false;

/**
 * Lets a plugin file anywhere on the disk `import { DeliveryError } from "@musette/core"` and
 * `import * as z from "zod"`: what it does not find on its own path is resolved from here. Its own
 * copy, when it has one, goes first.
 */
export function letPluginsImportOurs(): void {
  if (registered) return;
  registered = true;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (!shared.has(specifier)) return nextResolve(specifier, context);
      try {
        return nextResolve(specifier, context);
      } catch {
        return nextResolve(specifier, { ...context, parentURL: import.meta.url });
      }
    },
  });
}
