/** A component of the sleep episode. */
export interface SleepDuration {
  readonly field: string;
  readonly text: string;
  readonly unit: string;
  readonly loinc?: readonly string[];
  /** Of the guide's code system `sleep-episode-codes`. */
  readonly pghdEpisode?: string;
}

const path = "sleep_durations_data";
const asleep = `${path}.asleep`;
const awake = `${path}.awake`;
const other = `${path}.other`;

/** How long and how well a person slept; `asleep` and `awake` leave each other out. */
export const sleepDurations: readonly SleepDuration[] = [
  {
    field: `${asleep}.duration_asleep_state_seconds`,
    text: "Sleep duration",
    unit: "s",
    loinc: ["93832-4"],
    pghdEpisode: "totalSleepTime",
  },
  {
    field: `${asleep}.duration_light_sleep_state_seconds`,
    text: "Light sleep duration",
    unit: "s",
    loinc: ["93830-8"],
    pghdEpisode: "coreSleepDuration",
  },
  {
    field: `${asleep}.duration_deep_sleep_state_seconds`,
    text: "Deep sleep duration",
    unit: "s",
    loinc: ["93831-6"],
    pghdEpisode: "deepSleepDuration",
  },
  {
    field: `${asleep}.duration_REM_sleep_state_seconds`,
    text: "REM sleep duration",
    unit: "s",
    loinc: ["93829-0"],
    pghdEpisode: "remSleepDuration",
  },
  { field: `${asleep}.num_REM_events`, text: "Times of REM sleep", unit: "{times}" },
  { field: `${awake}.duration_awake_state_seconds`, text: "Time awake", unit: "s" },
  {
    field: `${awake}.duration_long_interruption_seconds`,
    text: "Time of interruptions over 90 seconds",
    unit: "s",
  },
  {
    field: `${awake}.duration_short_interruption_seconds`,
    text: "Time of interruptions under 90 seconds",
    unit: "s",
  },
  {
    field: `${awake}.num_wakeup_events`,
    text: "Awakenings",
    unit: "{times}",
    pghdEpisode: "numberOfAwakenings",
  },
  { field: `${awake}.num_out_of_bed_events`, text: "Times out of bed", unit: "{times}" },
  {
    field: `${awake}.sleep_latency_seconds`,
    text: "Latency to sleep",
    unit: "s",
    pghdEpisode: "latencyToSleepOnset",
  },
  {
    field: `${awake}.wake_up_latency_seconds`,
    text: "Latency to arising",
    unit: "s",
    pghdEpisode: "latencyToArising",
  },
  { field: `${other}.duration_in_bed_seconds`, text: "Time in bed", unit: "s" },
  { field: `${other}.duration_unmeasurable_sleep_seconds`, text: "Time that was not measured", unit: "s" },
  {
    field: `${path}.sleep_efficiency`,
    text: "Sleep efficiency",
    unit: "%",
    pghdEpisode: "sleepEfficiencyPercentage",
  },
];
