import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { handToTen } from "./ten/hand-to-ten.ts";
import { tenTable } from "./ten/ten-table.ts";

it(
  "hands one ride to all ten destinations, where clients that know nothing of us find it",
  { timeout: 180_000 },
  async () => {
    const ride = generatePelotonWorkout({ seed: 10, durationSeconds: 600, hasGaps: false });
    const handed = await handToTen(ride);
    console.log(tenTable(handed));
    expect(handed.expected.distanceMeters).toBeGreaterThan(1_000);
    expect(handed.expected.workKilojoules).toBeCloseTo(ride.workout.total_work / 1_000, 9);
    expect(handed.places).toHaveLength(10);
    expect(handed.places.filter(({ isSame }) => !isSame)).toEqual([]);
  },
);
