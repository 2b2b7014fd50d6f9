import { describe, expect, test } from "vitest";
import { makePelotonEvent } from "../generated-events.fixture.ts";
import { createSelect } from "./create-select.ts";

const ride = {
  metadata: {
    summary_id: "ride-1",
    name: "30 min Climb Ride",
    type: 18,
    start_time: "2026-03-01T18:00:00.000000+01:00",
    end_time: "2026-03-01T18:30:00.000000+01:00",
    city: null,
    upload_type: 1,
  },
  lap_data: { laps: [{ avg_watts: 200, calories: 12 }, { calories: 11 }, null] },
  power_data: { avg_watts: 210, power_samples: [{ timestamp: "2026-03-01T18:00:01+01:00", watts: 3 }] },
  heart_rate_data: { summary: { avg_hr_bpm: 140, max_hr_bpm: null } },
};
const identity = {
  summary_id: "ride-1",
  type: 18,
  start_time: ride.metadata.start_time,
  end_time: ride.metadata.end_time,
  upload_type: 1,
};
const keep = (...keep: readonly string[]) => createSelect({ keep, samples: "all" })(ride, "activity");
const drop = (...drop: readonly string[]) => createSelect({ drop, samples: "all" })(ride, "activity");

describe("keep", () => {
  test("takes blocks and single fields, null too, and always the identity", () => {
    expect(keep("power_data.avg_watts", "heart_rate_data.summary")).toEqual({
      metadata: identity,
      power_data: { avg_watts: 210 },
      heart_rate_data: { summary: { avg_hr_bpm: 140, max_hr_bpm: null } },
    });
  });

  test.each(["lap_data.laps.*.avg_watts", "lap_data.laps.avg_watts"])(
    "%s takes it from each lap, and laps keep their places",
    (path) => {
      expect(keep(path)).toEqual({
        metadata: identity,
        lap_data: { laps: [{ avg_watts: 200 }, {}, null] },
      });
    },
  );

  test("leaves out what holds nothing that is kept", () => {
    expect(keep("lap_data.laps.trigger_method", "power_data.max_watts")).toEqual({ metadata: identity });
  });

  test("* is every key", () => {
    expect(keep("*.avg_watts")).toEqual({ metadata: identity, power_data: { avg_watts: 210 } });
  });

  test("more of the metadata stays where it is named, in the order that it had", () => {
    expect(JSON.stringify(keep("metadata.name"))).toBe(
      JSON.stringify({
        metadata: {
          summary_id: "ride-1",
          name: "30 min Climb Ride",
          type: 18,
          start_time: identity.start_time,
          end_time: identity.end_time,
          upload_type: 1,
        },
      }),
    );
  });

  test("shares what it keeps with the item", () => {
    expect(keep("power_data")).toHaveProperty("power_data", ride.power_data);
    expect((keep("power_data") as typeof ride).power_data).toBe(ride.power_data);
  });
});

describe("drop", () => {
  test("leaves out what is named, but not the identity", () => {
    expect(drop("metadata", "lap_data", "heart_rate_data.summary.max_hr_bpm", "power_data.*")).toEqual({
      metadata: identity,
      power_data: {},
      heart_rate_data: { summary: { avg_hr_bpm: 140 } },
    });
  });

  test("reaches into each element of a list", () => {
    expect(drop("lap_data.laps.calories")).toMatchObject({
      lap_data: { laps: [{ avg_watts: 200 }, {}, null] },
    });
    expect(drop("lap_data.laps.*")).toMatchObject({ lap_data: { laps: [] } });
  });

  test("takes from what is kept", () => {
    const select = createSelect({ keep: ["power_data"], drop: ["power_data.power_samples"], samples: "all" });
    expect(select(ride, "activity")).toEqual({ metadata: identity, power_data: { avg_watts: 210 } });
  });
});

test("samples are thinned by their timestamps also where those are not kept", () => {
  const keep = ["power_data.power_samples.watts"];
  const { power_data } = makePelotonEvent({
    seed: 1,
    hasGaps: false,
    durationSeconds: 60,
  }).item() as typeof ride;
  const times = power_data.power_samples.map(({ timestamp }) => timestamp);
  const metadata = { ...ride.metadata, start_time: times[0], end_time: times.at(-1) };
  const item = { ...ride, power_data, metadata };
  const selected = createSelect({ keep, samples: { everyMs: 10_000 } })(item, "activity") as typeof ride;
  expect(selected.power_data.power_samples).toEqual(
    power_data.power_samples.filter((_, index) => index % 10 === 0).map(({ watts }) => ({ watts })),
  );
});

test("user events and types that Terra adds later pass whole", () => {
  const select = createSelect({ keep: ["power_data"], samples: "none" });
  for (const type of ["auth", "deauth", "hormone", "constructor"]) expect(select(ride, type)).toBe(ride);
});

test("an athlete of whom nothing is kept is empty", () => {
  const select = createSelect({ keep: ["power_data"], samples: "all" });
  expect(select({ email: "ada@example.org" }, "athlete")).toEqual({});
});
