const start = Date.UTC(2021, 0, 9, 1, 8, 49, 498);

export const at = (second: number) => new Date(start + second * 1000).toISOString();

/** A Garmin-like file around laps; `rest` stands after them. */
export function tcxOf(laps: string, { sport = "Biking", rest = "" } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Activities>
<Activity Sport="${sport}">
<Id>${at(0)}</Id>
${laps}
${rest}
</Activity>
</Activities>
</TrainingCenterDatabase>
`;
}

/** A lap of trackpoints, with `facts` of its own. */
export function lapOf(
  startSecond: number,
  seconds: number,
  { points = "", facts = "", after = "" }: { points?: string; facts?: string; after?: string } = {},
): string {
  return `<Lap StartTime="${at(startSecond)}">
<TotalTimeSeconds>${seconds}</TotalTimeSeconds>${facts}
<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>
<Track>
${points}
</Track>
${after}
</Lap>`;
}

export function pointOf(second: number, facts: string): string {
  return `<Trackpoint><Time>${at(second)}</Time>${facts}</Trackpoint>`;
}

interface IfitSecond {
  readonly meters: number;
  readonly bpm: number;
  readonly rpm: number;
}

/** A file as iFit writes it: on one line, out of the schema's order, with its wrong lap and its additions. */
export function ifitTcx(seconds: readonly (IfitSecond | null)[], { title = "Harbor Loop" } = {}): string {
  const points = seconds.flatMap((each, second) =>
    each === null
      ? []
      : `<Trackpoint><DistanceMeters>${each.meters}</DistanceMeters><Cadence>${each.rpm}</Cadence><Calories>${second / 10}</Calories><HeartRateBpm xsi:type="HeartRateInBeatsPerMinute_t"><Value>${each.bpm}</Value></HeartRateBpm><Time>${at(second)}</Time><AltitudeMeters>-${second}.5</AltitudeMeters></Trackpoint>`,
  );
  return `<?xml version="1.0"?><TrainingCenterDatabase xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Other"><Notes>${title}</Notes><Id>${at(0)}</Id><Lap StartTime="${at(0)}"><TotalTimeSeconds>${seconds.length - 1}</TotalTimeSeconds><DistanceMeters>9527.5</DistanceMeters><MaximumSpeed>10.475</MaximumSpeed><Calories>82.347</Calories><AverageHeartRateBpm><Value>61.25</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>131</Value></MaximumHeartRateBpm><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>${points.join("")}</Track><Extensions><LX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><AvgSpeed>9.9</AvgSpeed></LX></Extensions></Lap></Activity></Activities><Author xsi:type="Application_t"><Name>iFit.com</Name></Author></TrainingCenterDatabase>`;
}

/** Its CSV, with the line ends as they are: LF in the first three lines, CRLF in the others. */
export function ifitCsv(
  rows: readonly string[],
  { unit = "English", header = "Time,Miles,MPH,Watts,HR,RPM,Resistance,Relative Resistance,Incline" } = {},
): string {
  return `Stages_Data,,,,,\n${unit},,,,,\n${header}\n${rows.map((row) => `${row}\r\n`).join("")}`;
}
