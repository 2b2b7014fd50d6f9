import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { startGate } from "./gate.ts";
import { refusedFile, tokenFile } from "./json-folder.ts";
import type { FolderFile } from "./json-folder.ts";

const token = "token-of-the-folder";
const wrongToken = "token-of-another-folder";

/** A fresh folder with its gate, for `json-folder`, and for connectors that write the same files. */
export async function makeFolderTarget(): Promise<ConformanceTarget> {
  const folder = mkdtempSync(join(tmpdir(), "musette-conformance-"));
  writeFileSync(join(folder, tokenFile), token);

  const { host, port, ...disposable } = await startGate();
  const config = { folder, token, gate: { host, port } };

  return {
    config,
    secrets: [token, wrongToken],
    configAt: (gate) => ({ ...config, gate }),
    wrongCredentials: { ...config, token: wrongToken },
    missingPlace: { config: { ...config, folder: join(folder, "missing") }, outcome: "not_found" },
    async readBack() {
      const found = new Map<string, StoredRecord>();
      for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
        const { id, revision, json } = JSON.parse(readFileSync(join(folder, name), "utf8")) as FolderFile;
        found.set(id, { id, revision, json, copies: (found.get(id)?.copies ?? 0) + 1 });
      }
      return [...found.values()];
    },
    async snapshot() {
      const names = readdirSync(folder).sort();
      return names.map((name) => `${name}\n${readFileSync(join(folder, name), "utf8")}`).join("\n");
    },
    async poison(records) {
      writeFileSync(join(folder, refusedFile), records.map(({ id }) => id).join("\n"));
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
      await disposable[Symbol.asyncDispose]();
    },
  };
}
