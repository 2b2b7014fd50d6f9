import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig, warehouseYaml, type MusetteProcess } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

/** Posts workouts until one is refused; returns the ids that were acknowledged and the refusal. */
async function fillUp(
  musette: MusetteProcess,
): Promise<{ readonly ids: readonly string[]; readonly refusal: Response }> {
  const ids: string[] = [];
  for (let seed = 1; seed < 2_000; seed++) {
    const response = await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed }));
    if (response.status !== 202) return { ids, refusal: response };
    const { events } = (await response.json()) as { readonly events: readonly { readonly id: string }[] };
    ids.push(...events.map(({ id }) => id));
  }
  throw new Error("2,000 workouts fitted in; the limit does not hold");
}

async function expectDelivered(warehouse: string, ids: readonly string[]): Promise<void> {
  await eventually("every acknowledged workout in the warehouse", () => {
    const rows = queryWarehouse(warehouse, "SELECT payload_id FROM terra_data_payloads") ?? [];
    const delivered = new Set(rows.map((row) => row["payload_id"]));
    return ids.every((id) => delivered.has(id)) ? true : undefined;
  });
}

describe("no room", () => {
  it("in a journal of limited size: 503 with Retry-After, and nothing acknowledged is lost", async () => {
    await using home = await makeHome();
    const config = testConfig(home).replace(/journal: \{(.*)\}/, "journal: {$1, max_size: 2MB }");
    await using musette = await startMusette(await home.write("musette.yaml", config));
    const { ids, refusal } = await fillUp(musette);
    expect(refusal.status).toBe(503);
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refusal.headers.get("content-type")).toBe("application/problem+json");
    expect(ids.length).toBeGreaterThan(0);
    await expectDelivered(home.file("warehouse.db"), ids);
    expect((await fetch(new URL("/healthz", musette.url))).status).toBe(200);
  });

  it("on the disk: 503 with Retry-After, nothing acknowledged is lost, and it goes on when there is room", async () => {
    await using home = await makeHome();
    await using disk = await mountSmallDisk(home.file("disk"), 6);
    const config = testConfig(home, warehouseYaml(home)).replace(
      home.file("journal.db"),
      `${disk.folder}/journal.db`,
    );
    await using musette = await startMusette(await home.write("musette.yaml", config));
    const { ids, refusal } = await fillUp(musette);
    expect(refusal.status).toBe(503);
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
    // A batch is recorded before it is written, so while nothing can be written deliveries wait too.
    disk.resize(64);
    const more = await eventually("room after the disk has grown", async () => {
      const response = await musette.post(
        "/ingest/peloton?user_id=me",
        generatePelotonWorkout({ seed: 5_000 }),
      );
      const { events } = (await response.json()) as { readonly events?: readonly { readonly id: string }[] };
      return response.status < 300 ? events?.map(({ id }) => id) : undefined;
    });
    await expectDelivered(home.file("warehouse.db"), [...ids, ...more]);
    await musette.kill("SIGTERM");
  });
});

interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  resize(megabytes: number): void;
}

/** A file system in memory of a few megabytes. Needs the right to mount: root, as in a container or CI. */
async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  await mkdir(folder);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "musette-test", folder]);
  return {
    folder,
    resize: (size) => void execFileSync("mount", ["-o", `remount,size=${size}m`, folder]),
    async [Symbol.asyncDispose]() {
      execFileSync("umount", ["--lazy", folder]);
    },
  };
}
