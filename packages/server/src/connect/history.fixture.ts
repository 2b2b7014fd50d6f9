const header =
  "Workout Timestamp,Live/On-Demand,Instructor Name,Length (minutes),Fitness Discipline,Type,Title,Class Timestamp,Total Output,Avg. Watts,Avg. Resistance,Avg. Cadence (RPM),Avg. Speed (mph),Distance (mi),Calories Burned,Avg. Heartrate,Avg. Incline,Avg. Pace (min/mi)";

/** A workout history as Peloton exports it, with a ride a day. */
export function historyFile(rides: number, name = "history.csv"): File {
  const rows = Array.from(
    { length: rides },
    (_, index) =>
      `2026-03-${String(index + 1).padStart(2, "0")} 16:39 (UTC),On Demand,A. Coach,20,Cycling,Music,20 min Ride,2026-02-01 07:21 (UTC),143,119,41%,79,16.92,5.63,205,,,`,
  );
  return new File([[header, ...rows, ""].join("\n")], name, { type: "text/csv" });
}

export function brokenFile(name = "notes.csv"): File {
  return new File(["what I did in March"], name, { type: "text/csv" });
}
