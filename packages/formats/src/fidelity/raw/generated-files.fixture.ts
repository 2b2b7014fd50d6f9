import { seededRandom } from "@musette/testing";

const startMs = Date.UTC(2026, 2, 3, 18, 5, 7, 498);
const durationSeconds = 600;
const random = seededRandom(61);

/** A second of a ride as iFit's CSV and TCX say it. */
const ride = Array.from({ length: durationSeconds + 1 }, (_, second) => ({
  second,
  miles: (second * 0.0041).toFixed(4),
  mph: (14 + random.next() * 2).toFixed(2),
  watts: Math.round(120 + random.next() * 60),
  // The strap is found after a while.
  bpm: second < 19 ? 0 : Math.round(110 + second / 20),
  rpm: Math.round(70 + random.next() * 15),
  level: 4 + Math.floor(second / 120),
  incline: ((second % 240) / 24).toFixed(1),
  kilocalories: (second * 0.171).toFixed(3),
  altitude: (second * 0.02).toFixed(3),
}));

const clock = (second: number) =>
  `${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;

/** Lines end as iFit's do: the first three in LF, the others in CRLF. */
const csv = [
  "Stages_Data,,,,,\nEnglish,,,,,\nTime,Miles,MPH,Watts,HR,RPM,Resistance,Relative Resistance,Incline\n",
  ...ride.map(
    ({ second, miles, mph, watts, bpm, rpm, level, incline }) =>
      `${clock(second)},${miles},${mph},${watts},${bpm},${rpm},${level},${Math.round((level / 24) * 100)},${incline}\r\n`,
  ),
].join("");

/** The order of elements is iFit's, which no schema allows; some seconds are not there. */
const points = ride
  .filter(({ second }) => second % 31 !== 7)
  .map(({ second, miles, bpm, rpm, kilocalories, altitude }) => {
    const meters = Math.round(Number(miles) * 1609.344);
    const time = new Date(startMs + second * 1000).toISOString();
    return `<Trackpoint><DistanceMeters>${meters}</DistanceMeters><Cadence>${rpm}</Cadence><Calories>${kilocalories}</Calories><HeartRateBpm xsi:type="HeartRateInBeatsPerMinute_t"><Value>${bpm}</Value></HeartRateBpm><Time>${time}</Time><AltitudeMeters>${altitude}</AltitudeMeters></Trackpoint>`;
  });

const start = new Date(startMs).toISOString();
const tcx = `<?xml version="1.0"?><TrainingCenterDatabase xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Other"><Notes>Harbor Loop</Notes><Id>${start}</Id><Lap StartTime="${start}"><TotalTimeSeconds>${durationSeconds}</TotalTimeSeconds><DistanceMeters>1234.5</DistanceMeters><MaximumSpeed>7.1</MaximumSpeed><Calories>102.6</Calories><AverageHeartRateBpm><Value>124.58986928104575</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>140</Value></MaximumHeartRateBpm><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>${points.join("")}</Track></Lap></Activity></Activities><Author xsi:type="Application_t"><Name>iFit.com</Name></Author></TrainingCenterDatabase>`;

const history = `Workout Timestamp,Live/On-Demand,Instructor Name,Length (minutes),Fitness Discipline,Type,Title,Class Timestamp,Total Output,Avg. Watts,Avg. Resistance,Avg. Cadence (RPM),Avg. Speed (mph),Distance (mi),Calories Burned,Avg. Heartrate,Avg. Incline,Avg. Pace (min/mi)
2026-01-05 06:30 (UTC),On Demand,A. Coach,30,Cycling,Intervals,"30 min Hills, and back",2026-01-01 06:00 (UTC),208,116,45%,67,15.58,7.79,282,141.37,,
2026-01-07 06:30 (UTC),On Demand,A. Coach,20,Yoga,Flow,20 min Flow,2026-01-01 06:00 (UTC),,,,,,,61,,,
2026-01-09 06:30 (UTC),On Demand,A. Coach,20,Running,Intervals,20 min Run,2026-01-01 06:00 (UTC),151,126,,,6.31,2.10,245,152.5,1.5%,9.51
`;

/** Made-up files of the kinds that people export, by name. */
export const generatedFiles: Readonly<Record<string, string>> = {
  "exports/2026_03_03_18_03_Harbor_Loop.csv": csv,
  "exports/2026_03_03_18_03_Harbor_Loop.tcx": tcx,
  "exports/alone.tcx": tcx.replaceAll("Harbor Loop", "Harbor Loop alone"),
  "exports/history.csv": history,
};
