import { expect, test } from "vitest";
import { normalizeFiles } from "../files.fixture.ts";
import { classRow, historyOf } from "../history.fixture.ts";

const rowCount = 100_000;
/** Two to four seconds where nothing else runs. */
const longestMs = 40_000;

test("a history of 100,000 rows is read within seconds", { timeout: 2 * longestMs }, () => {
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const time = new Date(Date.UTC(2014, 0, 1) + index * 61 * 60_000).toISOString();
    return {
      ...classRow,
      "Workout Timestamp": `${time.slice(0, 10)} ${time.slice(11, 16)} (CDT)`,
      Title: `Ride, ${index}`,
    };
  });
  const text = historyOf(rows);
  const startedMs = performance.now();
  const { events, problems } = normalizeFiles({ "history.csv": text });
  const tookMs = performance.now() - startedMs;
  expect(problems).toEqual([]);
  expect(new Set(events.map(({ key }) => key)).size).toBe(rowCount);
  expect(tookMs).toBeLessThan(longestMs);
});
