import { connectorConformance } from "@musette/testing";
import { describe, it } from "vitest";
import { makeFolderTarget } from "./folder-target.ts";
import jsonFolder from "./json-folder.ts";

connectorConformance(
  {
    name: "json-folder",
    definition: jsonFolder,
    moduleUrl: new URL("./json-folder.ts", import.meta.url).href,
    makeTarget: makeFolderTarget,
  },
  { describe, it },
);
