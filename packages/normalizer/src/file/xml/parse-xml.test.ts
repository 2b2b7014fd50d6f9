import * as fc from "fast-check";
import { expect, test } from "vitest";
import { activitiesOf, refusalOf } from "../files.fixture.ts";
import { lapOf, pointOf, tcxOf } from "../tcx-files.fixture.ts";

const ride = tcxOf(lapOf(0, 60, { points: pointOf(1, "<Cadence>80</Cadence>") }));

const bomb = `<?xml version="1.0"?>
<!-- a bomb -->
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
<TrainingCenterDatabase><Activities>&lol3;</Activities></TrainingCenterDatabase>`;

test("an entity bomb is refused before anything is expanded", () => {
  expect(refusalOf({ "bomb.tcx": bomb })).toBe(
    "ingest.malformed bomb.tcx line 3: The file declares a document type, which workout files never do and which is not read. Export it again.",
  );
});

test("an external entity is not fetched either", () => {
  const text = ride.replace(
    "<TrainingCenterDatabase",
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><TrainingCenterDatabase',
  );
  expect(refusalOf({ "ride.tcx": text })).toContain("line 2: The file declares a document type");
});

test("an entity that nothing declares stays as it is written", () => {
  const [activity] = activitiesOf({
    "ride.tcx": ride.replace("</Activity>", "<Notes>&lol; &lt;b&gt; &#0;</Notes></Activity>"),
  });
  expect(activity?.metadata.name).toBe("&lol; <b> &#0;");
});

test("CDATA is text as it is", () => {
  const [activity] = activitiesOf({
    "ride.tcx": ride.replace("</Activity>", "<Notes><![CDATA[5 < 6 &amp; 7]]></Notes></Activity>"),
  });
  expect(activity?.metadata.name).toBe("5 < 6 &amp; 7");
});

test("a file that is cut off anywhere is refused, and nothing of it is taken", () => {
  const whole = ride.trimEnd();
  fc.assert(
    fc.property(fc.integer({ min: 130, max: whole.length - 1 }), (length) => {
      const message = refusalOf({ "ride.tcx": whole.slice(0, length) });
      const lines = whole.slice(0, length).split("\n").length;
      expect(message).toBe(
        `ingest.malformed ride.tcx line ${lines}: The file is cut off: it ends before its elements do. Download it again.`,
      );
    }),
  );
});

test("XML that is not well-formed is refused with line and column", () => {
  expect(refusalOf({ "ride.tcx": ride.replace("</Track>", "</Trick>") })).toBe(
    "ingest.malformed ride.tcx line 11 column 1: From here on the file is not well-formed XML. Export it again.",
  );
});

test("elements within elements within elements are refused at some depth", () => {
  const deep = ride.replace("<Cadence>", `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}<Cadence>`);
  expect(refusalOf({ "ride.tcx": deep })).toContain("ride.tcx: The file nests elements more than 40 deep.");
});

test("names that are JavaScript's own are refused, or are names like any other", () => {
  expect(refusalOf({ "ride.tcx": ride.replace("<Cadence>", "<__proto__>1</__proto__><Cadence>") })).toContain(
    "names of elements that no workout file has",
  );
  expect(
    activitiesOf({ "ride.tcx": ride.replace("<Cadence>", "<toString>1</toString><Cadence>") }),
  ).toHaveLength(1);
});

test("lines are counted the same with Windows' line ends", () => {
  const text = ride.replaceAll("\n", "\r\n").replace("<Cadence>80", "<Cadence>many");
  expect(refusalOf({ "ride.tcx": text })).toContain("ride.tcx line 10 column 1: Cadence of this Trackpoint");
});

test("whatever is changed in a file, it is read or refused", () => {
  const place = fc.integer({ min: 0, max: ride.length - 1 });
  fc.assert(
    fc.property(place, fc.nat(20), fc.string({ unit: "binary", maxLength: 20 }), (start, length, text) => {
      const changed = ride.slice(0, start) + text + ride.slice(start + length);
      const outcome = () => {
        try {
          return activitiesOf({ "ride.tcx": changed }).length;
        } catch {
          return refusalOf({ "ride.tcx": changed }).length;
        }
      };
      expect(outcome()).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
