import { describe, expect, test } from "vitest";
import { refusalOf } from "../files.fixture.ts";
import { at, lapOf, pointOf, tcxOf } from "../tcx-files.fixture.ts";

describe("a file is refused with its line where", () => {
  const point = (facts: string) => tcxOf(lapOf(0, 60, { points: pointOf(1, facts) }));
  test.each([
    [
      "a value is no number",
      point("<AltitudeMeters>high</AltitudeMeters>"),
      "line 10 column 1: AltitudeMeters of this Trackpoint is not a number.",
    ],
    [
      "a value is infinite",
      point("<AltitudeMeters>INF</AltitudeMeters>"),
      "line 10 column 1: AltitudeMeters of this Trackpoint is not a number.",
    ],
    [
      "a point has no time",
      point("<Cadence>1</Cadence>").replace(/<Time>.*<\/Time>/, ""),
      "line 10 column 1: This Trackpoint has no Time.",
    ],
    [
      "a point has two times",
      point(`<Time>${at(2)}</Time>`),
      "line 10 column 1: Trackpoint has Time more than once.",
    ],
    [
      "a time is none",
      point("").replace(/<Time>.*<\/Time>/, "<Time>noon</Time>"),
      "line 10 column 1: Time of this Trackpoint is no time as in the rest of the file.",
    ],
    [
      "a position is nowhere",
      point(
        "<Position><LatitudeDegrees>91</LatitudeDegrees><LongitudeDegrees>0</LongitudeDegrees></Position>",
      ),
      "line 10 column 1: Position of this Trackpoint is nowhere on Earth.",
    ],
    [
      "a lap has no duration",
      tcxOf(lapOf(0, 60)).replace(/<TotalTimeSeconds>.*?<\/TotalTimeSeconds>/, ""),
      "line 6 column 1: This Lap has no TotalTimeSeconds.",
    ],
    [
      "a lap lasts longer than a time can say",
      tcxOf(lapOf(0, 60)).replace(/(<TotalTimeSeconds>).*?</, "$16999999999999999999999<"),
      "line 6 column 1: This Lap has a TotalTimeSeconds that leads behind the year 2255.",
    ],
    ["an activity has no lap", tcxOf(""), "line 4 column 1: This Activity has no Lap."],
    [
      "nothing says when it was",
      tcxOf(lapOf(0, 60)).replaceAll(at(0), "today"),
      "line 4 column 1: Nothing says when this Activity began: its Id is no time.",
    ],
  ])("%s", (_, text, message) => {
    expect(refusalOf({ "ride.tcx": text })).toBe(`ingest.malformed ride.tcx ${message}`);
  });

  test("it holds a plan rather than a workout", () => {
    expect(
      refusalOf({ "plan.tcx": "<TrainingCenterDatabase><Workouts/></TrainingCenterDatabase>" }),
    ).toContain("plan.tcx: The file holds no activity.");
  });
});
