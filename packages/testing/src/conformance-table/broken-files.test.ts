import { expect, it } from "vitest";
import { brokenFiles } from "./broken-files.ts";

const failed = { ancestorTitles: [], title: "keeps values", status: "failed" };
const passed = { ...failed, status: "passed" };

it("names files that failed outside their cases, and why", () => {
  const testResults = [
    { name: "/repo/connectors/a/a.test.ts", status: "passed", message: "", assertionResults: [passed] },
    { name: "/repo/connectors/b/b.test.ts", status: "failed", message: "", assertionResults: [failed] },
    {
      name: "/repo/connectors/c/c.test.ts",
      status: "failed",
      message: "Hook timed out",
      assertionResults: [passed],
    },
    { name: "/repo/connectors/d/d.test.ts", status: "failed", message: "", assertionResults: [] },
  ];
  expect(brokenFiles({ testResults }, "/repo")).toEqual([
    "connectors/c/c.test.ts: Hook timed out",
    "connectors/d/d.test.ts: no reason given",
  ]);
});
