import { expect, test } from "vitest";
import { activityOf, payloadWith } from "./workout.fixture.ts";

const point = (seconds: number, latitude: number | null, distance: number) => ({
  seconds_offset_from_start: seconds,
  latitude,
  longitude: -0.12,
  accuracy: null,
  distance,
  distance_display_unit: "km",
});
const walk = activityOf(
  payloadWith({
    workout: { fitness_discipline: "walking" },
    graph: {
      location_data: [
        { segment_id: null, is_gap: false, coordinates: [point(1, 51.5, 0), point(2, 51.51, 0.01)] },
        { segment_id: null, is_gap: true, coordinates: [point(9, null, 0.02), point(10, 51.53, 0.03)] },
      ],
    },
  }),
);

test("GPS points become positions, with their own seconds and null accuracy", () => {
  expect(walk.position_data).toEqual({
    start_pos_lat_lng_deg: [51.5, -0.12],
    center_pos_lat_lng_deg: [51.51, -0.12],
    end_pos_lat_lng_deg: [51.53, -0.12],
    position_samples: [
      {
        timestamp: "2024-09-12T12:00:35.000000-04:00",
        timer_duration_seconds: 1,
        coords_lat_lng_deg: [51.5, -0.12],
      },
      {
        timestamp: "2024-09-12T12:00:36.000000-04:00",
        timer_duration_seconds: 2,
        coords_lat_lng_deg: [51.51, -0.12],
      },
      {
        timestamp: "2024-09-12T12:00:44.000000-04:00",
        timer_duration_seconds: 10,
        coords_lat_lng_deg: [51.53, -0.12],
      },
    ],
  });
});

test("outdoors the covered distance is the recorded one", () => {
  expect(walk.distance_data?.detailed?.distance_samples?.map((sample) => sample.distance_meters)).toEqual([
    0, 10, 20, 30,
  ]);
});

test("a route makes a workout an outdoor one, though an old record does not say so", () => {
  expect(walk.metadata.type).toBe(7);
});

test.each([[[]], [null], [undefined]])("location_data of %j is indoors", (location_data) => {
  const indoors = activityOf(
    payloadWith({ workout: { fitness_discipline: "walking" }, graph: { location_data } }),
  );
  expect(indoors.metadata.type).toBe(95);
  expect(indoors.position_data).toMatchObject({ start_pos_lat_lng_deg: null, position_samples: [] });
});
