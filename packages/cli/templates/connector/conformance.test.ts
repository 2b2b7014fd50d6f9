import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectorConformance } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { describe, it } from "vitest";
import connector from "./index.ts";

const noNetwork = "a folder has no address and no credentials";

connectorConformance(
  {
    name: "my-connector",
    definition: connector,
    moduleUrl: new URL("./index.ts", import.meta.url).href,
    makeTarget,
    // What cannot apply, with the reason. Remove these once there is a server behind it.
    notApplicable: {
      "reports a dead endpoint as unavailable or as a timeout": noNetwork,
      "stops waiting for a silent endpoint when told to": noNetwork,
      "reports wrong credentials as unauthorized": noNetwork,
      "finds wrong credentials in check": noNetwork,
    },
  },
  { describe, it },
);

/** A fresh folder for one test, and a view of it that does not go through the connector. */
async function makeTarget(): Promise<ConformanceTarget> {
  const folder = await mkdtemp(path.join(tmpdir(), "my-connector-"));
  const everything = async () => (await readdir(folder)).sort();

  return {
    config: { folder },
    secrets: [],
    missingPlace: { config: { folder: path.join(folder, "missing") }, outcome: "not_found" },

    /** Where a folder has the name of a file, the file cannot be written. */
    async poison(records) {
      for (const { key } of records) {
        await mkdir(path.join(folder, `${createHash("sha256").update(key).digest("hex")}.json`));
      }
    },

    async readBack() {
      const stored: StoredRecord[] = [];
      for (const name of (await everything()).filter((name) => name.endsWith(".json"))) {
        const text = await readFile(path.join(folder, name), "utf8").catch(() => "");
        // The item is cut out, not parsed and printed again: that would round large integers.
        const [, id, revision, json] =
          /^\{"id":"([^"]*)","revision":(\d+),"item":(.*)\}\n$/s.exec(text) ?? [];
        if (id !== undefined && json !== undefined) {
          stored.push({ id, revision: Number(revision), json, copies: 1 });
        }
      }
      return stored;
    },

    async snapshot() {
      const names = await everything();
      const texts = names.map(
        async (name) => await readFile(path.join(folder, name), "utf8").catch(() => ""),
      );
      return JSON.stringify([names, await Promise.all(texts)]);
    },

    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
    },
  };
}
