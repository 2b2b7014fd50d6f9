import { describe, expect, test } from "vitest";
import { activitiesOf, normalizeFiles } from "../files.fixture.ts";
import { at, lapOf, pointOf, tcxOf } from "../tcx-files.fixture.ts";

const tpx = (facts: string) => `<Extensions><ns3:TPX>${facts}</ns3:TPX></Extensions>`;
const only = (text: string, zone: string | null = null) => {
  const [activity, ...others] = activitiesOf({ "ride.tcx": text }, zone);
  if (activity === undefined || others.length > 0) throw new Error("not one activity");
  return activity;
};

const ride = tcxOf(
  lapOf(0, 100, {
    facts:
      "<DistanceMeters>500</DistanceMeters><MaximumSpeed>9</MaximumSpeed><Calories>12</Calories><AverageHeartRateBpm><Value>120</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>140</Value></MaximumHeartRateBpm><Cadence>81</Cadence>",
    points:
      pointOf(
        0,
        `<DistanceMeters>0</DistanceMeters><Cadence>80</Cadence>${tpx("<ns3:Speed>4.5</ns3:Speed><ns3:Watts>150</ns3:Watts>")}`,
      ) +
      pointOf(
        60,
        `<Position><LatitudeDegrees>52.5</LatitudeDegrees><LongitudeDegrees>0</LongitudeDegrees></Position><AltitudeMeters>31.5</AltitudeMeters><DistanceMeters>300.25</DistanceMeters><HeartRateBpm><Value>131</Value></HeartRateBpm>`,
      ),
    after:
      "<Extensions><ns3:LX><ns3:AvgSpeed>5</ns3:AvgSpeed><ns3:AvgWatts>151</ns3:AvgWatts><ns3:MaxWatts>400</ns3:MaxWatts></ns3:LX></Extensions>",
  }) +
    // A pause of 20 seconds.
    lapOf(120, 60, {
      facts: "<DistanceMeters>250.5</DistanceMeters><Calories>8</Calories>",
      points: pointOf(
        180,
        "<DistanceMeters>750.5</DistanceMeters><HeartRateBpm><Value>0</Value></HeartRateBpm>",
      ),
    }),
  {
    rest: '<Notes>Home &amp; back &#233;</Notes><Creator xsi:type="Device_t"><Name>Edge 830</Name><UnitId>123</UnitId><ProductID>1</ProductID><Version><VersionMajor>9</VersionMajor><VersionMinor>10</VersionMinor></Version></Creator>',
  },
);

describe("a ride of two laps", () => {
  const activity = only(ride);

  test("says who did what and when", () => {
    expect(activity.metadata).toMatchObject({
      name: "Home & back é",
      type: 1,
      start_time: "2021-01-09T01:08:49.498000+00:00",
      end_time: "2021-01-09T01:11:49.498000+00:00",
      timestamp_localization: 0,
      summary_id: `tcx-${at(0)}-Biking`,
    });
    expect(activity.device_data).toMatchObject({
      name: "Edge 830",
      serial_number: "123",
      software_version: "9.10",
    });
    expect(normalizeFiles({ "ride.tcx": ride }).events[0]).toMatchObject({
      key: `activity:rider-1:FILE:${encodeURIComponent(`tcx-${at(0)}-Biking`)}`,
      user: { user_id: "rider-1", provider: "FILE", reference_id: "ref-1" },
    });
  });

  test("has the sums and the greatest of its laps", () => {
    expect(activity.active_durations_data?.activity_seconds).toBe(160);
    expect(activity.distance_data?.summary?.distance_meters).toBe(750.5);
    expect(activity.calories_data?.total_burned_calories).toBe(20);
    expect(activity.heart_rate_data?.summary).toMatchObject({ max_hr_bpm: 140, avg_hr_bpm: 131 });
    expect(activity.power_data).toMatchObject({ max_watts: 400, avg_watts: 150 });
    expect(activity.movement_data?.max_speed_meters_per_second).toBe(9);
  });

  test("has a pause within the lap before it, and no timers, as nothing says when it was", () => {
    expect(activity.lap_data?.laps).toMatchObject([
      { start_time: "2021-01-09T01:08:49.498000+00:00", end_time: "2021-01-09T01:10:49.498000+00:00" },
      { active_duration_seconds: 60, distance_meters: 250.5, calories: 8, avg_hr_bpm: null },
    ]);
    expect(activity.power_data?.power_samples).toEqual([
      { timestamp: "2021-01-09T01:08:49.498000+00:00", timer_duration_seconds: null, watts: 150 },
    ]);
  });

  test("has samples where something was measured, and none for a strap that is not worn", () => {
    expect(activity.heart_rate_data?.detailed?.hr_samples).toMatchObject([{ bpm: 131 }]);
    expect(activity.distance_data?.detailed?.distance_samples).toHaveLength(3);
    expect(activity.distance_data?.detailed?.elevation_samples).toMatchObject([{ elev_meters: 31.5 }]);
    expect(activity.position_data?.position_samples).toMatchObject([{ coords_lat_lng_deg: [52.5, 0] }]);
    expect(activity.movement_data?.cadence_samples).toMatchObject([{ cadence_rpm: 80 }]);
  });
});

test("one lap speaks for the whole, also with what its points do not say", () => {
  const { heart_rate_data, power_data, movement_data } = only(
    tcxOf(
      lapOf(0, 60, {
        facts: "<AverageHeartRateBpm><Value>120</Value></AverageHeartRateBpm><Cadence>81</Cadence>",
        after:
          "<Extensions><ns3:LX><ns3:AvgSpeed>5</ns3:AvgSpeed><ns3:AvgWatts>151</ns3:AvgWatts></ns3:LX></Extensions>",
      }),
    ),
  );
  expect(heart_rate_data?.summary?.avg_hr_bpm).toBe(120);
  expect(power_data?.avg_watts).toBe(151);
  expect(movement_data).toMatchObject({ avg_cadence_rpm: 81, avg_speed_meters_per_second: 5 });
});

test("what a file must write where it knows nothing is missing", () => {
  const zeros = lapOf(0, 60, { facts: "<DistanceMeters>0</DistanceMeters><Calories>0</Calories>" });
  const { distance_data, calories_data, lap_data } = only(tcxOf(zeros));
  expect(distance_data?.summary?.distance_meters).toBeNull();
  expect(calories_data?.total_burned_calories).toBeNull();
  expect(lap_data?.laps).toMatchObject([{ distance_meters: null, calories: null }]);
});

test("laps and points out of order are put in order", () => {
  const text = tcxOf(
    lapOf(60, 60, { points: pointOf(90, "<Cadence>90</Cadence>") }) +
      lapOf(0, 60, { points: pointOf(30, "<Cadence>30</Cadence>") + pointOf(10, "<Cadence>10</Cadence>") }),
  );
  const { metadata, movement_data } = only(text);
  expect(metadata.start_time).toBe("2021-01-09T01:08:49.498000+00:00");
  expect(movement_data?.cadence_samples?.map(({ cadence_rpm }) => cadence_rpm)).toEqual([10, 30, 90]);
});

test("a runner's cadence is in the extension, and a sport that is not known is Other", () => {
  const point = pointOf(0, tpx("<ns3:RunCadence>88</ns3:RunCadence>"));
  const run = only(tcxOf(lapOf(0, 1, { points: point }), { sport: "Running" }));
  expect(run.movement_data?.cadence_samples).toMatchObject([{ cadence_rpm: 88 }]);
  expect(run.metadata.type).toBe(8);
  expect(only(tcxOf(lapOf(0, 1), { sport: "Swimming" })).metadata.type).toBe(108);
});

test("every activity of a file is an event, also within a multisport session", () => {
  const activity = (sport: string) =>
    tcxOf(lapOf(0, 60), { sport }).replace(/^[^]*?<Activities>|<\/Activities>[^]*$/g, "");
  const text = `<TrainingCenterDatabase><Activities>${activity("Biking")}<MultiSportSession><Id>${at(0)}</Id><FirstSport>${activity("Other")}</FirstSport><NextSport>${activity("Running")}</NextSport></MultiSportSession></Activities></TrainingCenterDatabase>`;
  const { events } = normalizeFiles({ "day.tcx": text });
  expect(
    events.map((event) => [event.item, (event.body() as { metadata: { type: number } }).metadata.type]),
  ).toEqual([
    [0, 1],
    [1, 108],
    [2, 8],
  ]);
});
