/**
 * One payload of each source with something in every place that its normalizer reads, shaped after
 * what the vendors send and short enough to change each place in turn.
 */
export const realisticPayloads = {
  terra: {
    type: "activity",
    version: "2022-03-16",
    user: {
      user_id: "3f2a9b52-0c1d-4e5f-8a6b-7c8d9e0f1a2b",
      provider: "FITBIT",
      reference_id: "me",
      created_at: "2022-12-12T10:00:00.000000+00:00",
      scopes: "activity:read",
      active: true,
    },
    data: [
      {
        metadata: {
          summary_id: "ride-1",
          type: 0,
          upload_type: 1,
          name: "Morning Ride",
          start_time: "2024-03-01T06:00:00.000000+02:00",
          end_time: "2024-03-01T06:30:00.000000+02:00",
        },
        heart_rate_data: {
          summary: { avg_hr_bpm: 141.5 },
          detailed: { hr_samples: [{ timestamp: "2024-03-01T06:00:01.000000+02:00", bpm: 96 }] },
        },
        power_data: { avg_watts: null, power_samples: [] },
      },
    ],
  },
  peloton: {
    workout: {
      id: "65ecf21320f3413b89a184b478c38d84",
      status: "COMPLETE",
      created_at: 1_709_280_000,
      device_time_created_at: 1_709_258_400,
      start_time: 1_709_280_060,
      end_time: 1_709_280_066,
      timezone: "America/Chicago",
      fitness_discipline: "cycling",
      workout_type: "class",
      name: "Cycling Workout",
      title: null,
      total_work: 1200.5,
      device_type: "home_bike_v1",
      platform: "home_bike",
      device_type_display_name: "Bike",
      strava_id: "-1",
      fitbit_id: null,
      leaderboard_rank: 12,
      total_leaderboard_users: 340,
      is_3p_fit_feed_workout: false,
      ftp_info: { ftp: 210, ftp_source: "ftp_manual_source", ftp_workout_id: null },
      effort_zones: { total_effort_points: 21.4, heart_rate_zone_durations: { heart_rate_z1_duration: 5 } },
      movement_tracker_data: {
        completed_movements_summary_data: {
          repetition_summary_data: [
            {
              movement_id: "m1",
              movement_name: "Squat",
              tracking_type: "rep_counting",
              completed_reps: 8,
              offset: 1,
              length: 4,
              weight: [{ weight_data: { weight_value: 20, weight_unit: "lb" } }],
            },
          ],
        },
      },
      ride: {
        id: "0f9a9b520c1d4e5f8a6b7c8d9e0f1a2b",
        title: "20 min Climb",
        duration: 1200,
        difficulty_estimate: 7.5,
        instructor: { id: "i1", name: "A. Coach" },
        original_air_time: 1_700_000_000,
      },
    },
    performance_graph: {
      duration: 1200,
      seconds_since_pedaling_start: [1, 2, 4, 5],
      segment_list: [
        {
          name: "Warm Up",
          start_time_offset: 0,
          length: 60,
          intensity_in_mets: 3.5,
          metrics_type: "cycling",
        },
      ],
      summaries: [
        { slug: "total_output", display_unit: "kj", value: 1 },
        { slug: "distance", display_unit: "mi", value: 0.02 },
        { slug: "calories", display_unit: "kcal", value: 2 },
        { slug: "elevation", display_unit: "ft", value: 10 },
      ],
      average_summaries: [{ slug: "avg_speed", display_unit: "mph", value: 12.1 }],
      metrics: [
        {
          slug: "output",
          display_unit: "watts",
          max_value: 200,
          average_value: 170,
          values: [150, 160, null, 200],
        },
        { slug: "resistance", display_unit: "%", max_value: 40, average_value: 38, values: [36, 38, 38, 40] },
        {
          slug: "pace",
          display_unit: "min/mi",
          values: [9.5, null, 9.1, 9],
          alternatives: [{ slug: "speed", display_unit: "mph", values: [6.3, 0, 6.6, 6.7] }],
        },
        {
          slug: "heart_rate",
          display_unit: "bpm",
          values: [0, 98, 99, 101],
          missing_data_duration: 1,
          zones: [{ slug: "zone1", display_name: "Zone 1", min_value: 0, max_value: 120, duration: 3 }],
        },
      ],
      splits_data: {
        distance_marker_display_unit: "mi",
        elevation_change_display_unit: "ft",
        splits: [{ order: 1, distance_marker: 1, seconds: 4, elevation_change: null, is_best: true }],
      },
      location_data: [
        {
          is_gap: false,
          coordinates: [
            {
              seconds_offset_from_start: 1,
              latitude: 41.9,
              longitude: -87.6,
              distance: 0.01,
              distance_display_unit: "mi",
            },
          ],
        },
      ],
    },
    summary: { total_work: 1200.5, avg_power: 170, max_power: 200, calories: 2.4, heart_rate: 99 },
  },
  ifit: {
    workout: { _id: "cc01", title: "Harbor Loop" },
    log: {
      id: "64043b09bf4848126c24713b",
      type: "cycle",
      origin: "bike",
      start: 1_677_998_661_316,
      end: 1_677_998_855_316,
      duration: 194_000,
      workout_id: "cc01",
      program_id: "dd01",
      machine_id: "ee01",
      redundant: false,
      summary: {
        total_calories: 21.5,
        total_meters: 1312.4,
        average_bpm: 0,
        max_bpm: 131,
        average_watts: 88.4,
        total_steps: 231,
        splits: { km: [150_000], mile: [] },
      },
      stats: {
        mps: [
          { value: 0, offset: 0 },
          { value: 7.5, offset: 194_000 },
        ],
        bpm: [
          { value: 0, offset: 0 },
          { value: 131, offset: 80_000 },
        ],
        meters: [
          { value: 0.5, offset: 6000 },
          { value: 1312.4, offset: 194_000 },
        ],
        watts: [{ value: 141, offset: 90_000 }],
        incline: [{ value: -2.5, offset: 97_000 }],
        resistance: [{ value: 8, offset: 97_000 }],
        rpm: [{ value: 74, offset: 6000 }],
        elevation: [],
      },
    },
  },
} as const;
