import { describe, expect, it } from "vitest";
import { load, oneLake, problems } from "./load-fixture.ts";

const known = new Set(["metadata", "power_data", "lap_data.laps.*.avg_watts"]);
const checkFieldPath = (path: string) =>
  known.has(path)
    ? { known: true }
    : { known: false, ...(path === "power_dta" && { suggestion: "power_data" }) };

describe("fields and samples", () => {
  it("are everything when they are left out", async () => {
    const { destinations } = await load(oneLake);
    expect(destinations).toMatchObject([{ fields: null, samples: "all" }]);
  });

  it.each([
    [
      "fields: { keep: [metadata, power_data] }",
      { fields: { keep: ["metadata", "power_data"], drop: null } },
    ],
    [
      "fields: { drop: [lap_data.laps.*.avg_watts] }",
      { fields: { keep: null, drop: ["lap_data.laps.*.avg_watts"] } },
    ],
    ["samples: none", { samples: "none" }],
    ["samples: { every: 5s }", { samples: { everyMs: 5_000 } }],
    ["samples: { peaks_every: 500ms }", { samples: { peaksEveryMs: 500 } }],
  ])("%s", async (keys, expected) => {
    const { destinations } = await load(`${oneLake}    ${keys}\n`, { checkFieldPath });
    expect(destinations).toMatchObject([expected]);
  });

  it.each([
    [
      "fields: { keep: [metadata, power_dta] }",
      '6:32 destinations[0].fields.keep[1]: there is no such field in the model (did you mean "power_data"?)',
    ],
    ["fields: { drop: [zebra] }", "6:22 destinations[0].fields.drop[0]: there is no such field in the model"],
    ["fields: { drop: [a..b] }", "6:22 destinations[0].fields.drop[0]: expected a dotted path such as"],
    ["fields: {}", "6:13 destinations[0].fields: expected `keep` or `drop`, or both"],
    ["fields: { kep: [metadata] }", '6:15 destinations[0].fields.kep: unknown key (did you mean "keep"?)'],
    ["samples: some", '6:14 destinations[0].samples: expected "all" or "none"'],
    ["samples: {}", "6:14 destinations[0].samples: expected one of `every` and `peaks_every`"],
    ["samples: { every: 5s, peaks_every: 5s }", "6:14 destinations[0].samples: expected one of"],
    ["samples: { evry: 5s }", '6:16 destinations[0].samples.evry: unknown key (did you mean "every"?)'],
    ["samples: { every: 5 }", "6:23 destinations[0].samples.every: expected text, got a number"],
    ["samples: { every: 0s }", "6:23 destinations[0].samples.every: must be at least 1ms"],
  ])("%s is an error with its place", async (keys, expected) => {
    const found = await problems(`${oneLake}    ${keys}\n`, { checkFieldPath });
    expect(found[0]).toContain(`musette.yaml:${expected}`);
  });

  it("takes the zone of files by its IANA name only", async () => {
    const zoned = (zone: string) => `${oneLake}sources: { file: { zone: "${zone}" } }\n`;
    expect((await load(zoned("America/New_York"))).sources.file).toEqual({ zone: "America/New_York" });
    for (const zone of ["Mars/Olympus", "+02:00", ""]) {
      expect(await problems(zoned(zone))).toEqual([
        expect.stringContaining("sources.file.zone: expected the IANA name of a time zone"),
      ]);
    }
  });
});
