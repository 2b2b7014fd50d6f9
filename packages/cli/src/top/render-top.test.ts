import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { widthOf } from "./fit-text.ts";
import { makeDestination, makeOverview } from "./overview.fixture.ts";
import { colored, plain } from "./paint.ts";
import { renderTop } from "./render-top.ts";
import type { TopView } from "./view.ts";

const paused = makeDestination({
  name: "app",
  type: "webhook",
  status: "paused",
  pausedBy: "failure",
  since: "2026-03-01T11:55:30.000Z",
  message: "The receiver answered 401. Paused: its events wait.",
  lagEvents: 12_345,
  lagSeconds: 7_500,
  retries: 3,
  deadLetters: 4,
  lastError: { code: "unauthorized", message: "The receiver answered 401.", at: "2026-03-01T12:00:18.000Z" },
  advice: "Repair its credentials or permissions, then run: musette check. It goes on by itself.",
  out: Array.from({ length: 60 }, () => 0),
});
const base: TopView = {
  origin: "http://127.0.0.1:8080",
  overview: makeOverview({ destinations: [makeDestination(), paused], deadLetters: 4, quarantined: 2 }),
  problem: null,
  selected: "warehouse",
  notice: null,
};
const small = { columns: 80, rows: 24 };
const draw = (change: Partial<TopView> = {}, size = small) => renderTop({ ...base, ...change }, size, plain);

describe("the picture of musette top", () => {
  it("says what comes in, what goes out, how full the journal is and what was set aside", () => {
    const lines = draw();
    expect(lines[0]).toMatch(/^Musette 9\.8\.7 {2}http:\/\/127\.0\.0\.1:8080 {2}up 1h 00m +12:00:30 UTC$/);
    // Half of the minute before, and all of the one that is running.
    expect(lines[2]).toMatch(/^In +20\/min {2}▁+█▅$/);
    expect(lines[3]).toMatch(/^Delivered +40\/min {2}▁+█▅$/);
    expect(lines[4]).toBe("Journal    1.2 GB of 8.0 GB, room for 6.8 GB, 123,456 events");
    expect(lines[5]).toMatch(/^Set aside {2}quarantine 2 \(musette quarantine list\), dead letters 4 \(/);
  });

  it("has a line for each destination, and below them what is wrong and what to do", () => {
    const text = draw().join("\n");
    expect(text).toMatch(/^ {2}NAME +TYPE +STATE +BEHIND +OLDEST +RETRY +DEAD +\/MIN +LAST \d+ MIN$/m);
    expect(text).toMatch(/^▸ warehouse +sql +healthy +0 +- +0 +0 +8 +▁+█▅$/m);
    expect(text).toMatch(/^ {2}app +webhook +paused +12,345 +2h 05m +3 +4 +0 +▁+$/m);
    expect(text).toMatch(/^app paused by a failure for 5m 00s, last error unauthorized 12s ago$/m);
    expect(text).toMatch(/^ {2}why +The receiver answered 401\. Paused: its events wait\.$/m);
    expect(text).toMatch(/^ {2}do +Repair its credentials or permissions, then run: musette check\. It/m);
    // Its words are in the reason already.
    expect(text).not.toMatch(/^ {2}last error/m);
  });

  it.each([
    [80, 24],
    [200, 50],
    [40, 12],
    [20, 40],
    [24, 6],
    [20, 2],
  ])("stays within %i columns and %i rows", (columns, rows) => {
    const destinations = Array.from({ length: 40 }, (_, index) => ({
      ...paused,
      name: `a-long-name-of-a-destination-${index}`,
    }));
    const overview = makeOverview({ destinations, quarantined: 1e7, deadLetters: 1e7 });
    const problem = "no server answers at http://127.0.0.1:8080: connect ECONNREFUSED. ".repeat(2);
    for (const change of [
      {},
      { overview },
      { overview, problem, notice: "x".repeat(300) },
      { overview: null },
    ]) {
      const lines = draw(change, { columns, rows });
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    }
  });

  it("leaves the less important columns out of a narrow terminal, and draws an hour in a wide one", () => {
    const narrow = draw({}, { columns: 46, rows: 24 }).join("\n");
    expect(narrow).toMatch(/^▸ warehouse +healthy +0 +-/m);
    expect(narrow).not.toContain("RETRY");
    expect(draw({}, { columns: 200, rows: 50 }).join("\n")).toContain("LAST 60 MIN");
  });

  it("keeps the selected one of many in sight", () => {
    const destinations = Array.from({ length: 60 }, (_, index) => makeDestination({ name: `lake-${index}` }));
    const text = draw({ overview: makeOverview({ destinations }), selected: "lake-47" }).join("\n");
    expect(text).toMatch(/^▸ lake-47 /m);
    expect(text).toMatch(/^ {2}… \d+ more$/m);
    expect(text).toMatch(/^lake-47 healthy for/m);
  });

  it("says that the server is away, and keeps what was", () => {
    const text = draw({ problem: "no server answers" }).join("\n");
    expect(text).toMatch(/^no server answers$/m);
    expect(text).toMatch(/^▸ warehouse/m);
    expect(draw({ overview: null, problem: "no server answers" })).toContain("no server answers");
  });

  it("shows what others wrote as text", () => {
    const message = "bad \u001B[2J\u001B]0;title\u0007 \u202Eodd\u0000\r\nnext";
    const overview = makeOverview({
      version: "1\u001B[31m",
      destinations: [
        { ...paused, name: "n\u001Bm", type: "t\u009B", message, advice: message, lastError: null },
      ],
      unconfigured: [{ name: "old\u001B[H", lagEvents: 1, retries: 0, deadLetters: 0, advice: message }],
    });
    const lines = draw({ overview, notice: message, problem: message }, { columns: 200, rows: 60 });
    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(lines.join("\n")).toContain("bad \uFFFD[2J\uFFFD]0;title\uFFFD odd\uFFFD\uFFFD next");
  });

  it("says the same in colours", () => {
    const painted = renderTop(base, small, colored);
    expect(painted.join("\n")).toContain("\u001B[31mpaused");
    expect(painted.map(stripVTControlCharacters).map((line) => line.trimEnd())).toEqual(
      draw().map((line) => line.trimEnd()),
    );
  });

  it("warns of a journal that is nearly full", () => {
    const journal = { bytes: 7.5e9, maxBytes: 8e9, roomBytes: 0.5e9, events: 1, headSeq: 1 };
    const painted = renderTop({ ...base, overview: makeOverview({ journal }) }, small, colored).join("\n");
    expect(painted).toContain("\u001B[1mJournal    7.5 GB of 8.0 GB, room for 500 MB");
  });
});
