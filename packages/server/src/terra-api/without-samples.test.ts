import { describe, expect, it } from "vitest";
import { jsonWithoutSamples } from "./without-samples.ts";

describe("jsonWithoutSamples", () => {
  it("empties lists of samples wherever they are, and leaves everything else", () => {
    const item = {
      metadata: { name: "samples", samples_note: "kept" },
      heart_rate_data: {
        summary: { avg_hr_bpm: 140 },
        detailed: { hr_samples: [{ bpm: 1 }], hrv_samples_rmssd: [{}] },
      },
      MET_data: { MET_samples: [{ level: 1 }], avg_level: 2 },
      respiration_data: { oxygen_saturation_data: { samples: [{ percentage: 97 }] } },
      lap_data: { laps: [{ calories: 3 }] },
      power_data: { power_samples: null },
    };
    const before = structuredClone(item);
    expect(JSON.parse(jsonWithoutSamples(item))).toEqual({
      ...before,
      heart_rate_data: { ...before.heart_rate_data, detailed: { hr_samples: [], hrv_samples_rmssd: [] } },
      MET_data: { MET_samples: [], avg_level: 2 },
      respiration_data: { oxygen_saturation_data: { samples: [] } },
    });
    expect(item).toEqual(before);
  });
});
