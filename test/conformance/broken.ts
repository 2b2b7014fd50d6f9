import { defineConnector } from "@musette/core";
import type { Connector } from "@musette/core";
import type * as z from "zod";
import jsonFolder from "./json-folder.ts";

type FolderConfig = z.output<typeof jsonFolder.config>;

/** A connector with one mistake, and the cases in which the kit must fail it: these and no others. */
export interface BrokenConnector {
  readonly mistake: string;
  readonly definition: typeof jsonFolder;
  readonly fails: readonly string[];
}

/** The reference connector, with some of its verbs replaced. */
export function broken(
  replace: (inner: Connector, config: FolderConfig) => Partial<Connector>,
): typeof jsonFolder {
  return defineConnector({
    ...jsonFolder,
    open(config, context) {
      const inner = jsonFolder.open(config, context);
      return { ...inner, ...replace(inner, config) };
    },
  });
}
