import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makePelotonEvent } from "../generated-events.fixture.ts";
import { drawOverlay } from "./overlay.fixture.ts";
import { readSamples } from "./samples.fixture.ts";

const committed = fileURLToPath(new URL("../../../../docs/img/overlay.svg", import.meta.url));

test("the lines of a ride from its JSON, Parquet and FIT overlay exactly, as in the committed chart", async () => {
  const { svg, differences } = await drawOverlay(makePelotonEvent({ seed: 3, durationSeconds: 1_200 }));
  const lines = [...svg.matchAll(/data-format="(\w+)" points="([^"]*)"/g)].map(([, , points]) => points);
  expect(lines).toHaveLength(9);
  for (let panel = 0; panel < 9; panel += 3) expect(new Set(lines.slice(panel, panel + 3)).size).toBe(1);
  expect(Object.values(differences)).toEqual([0, 0, 0]);
  if (process.env["MUSETTE_WRITE_OVERLAY"] === "1") await writeFile(committed, svg);
  expect(await readFile(committed, "utf8")).toBe(svg);
});

/** `MUSETTE_SAMPLES` names a folder, `MUSETTE_OVERLAY` the file to which its longest activity is drawn. */
const output = process.env["MUSETTE_OVERLAY"];
if (output !== undefined)
  test("a chart of a sample", async () => {
    const [longest] = readSamples(process.env["MUSETTE_SAMPLES"]).toSorted(
      (one, other) => other.event.json().length - one.event.json().length,
    );
    if (longest === undefined) throw new Error("There is no activity.");
    const { svg, differences } = await drawOverlay(longest.event);
    await writeFile(output, svg);
    process.stdout.write(`${longest.name} ${JSON.stringify(differences)}\n`);
    for (const difference of Object.values(differences)) expect(difference).toBeLessThanOrEqual(0.5);
  });
