import path from "node:path";
import type { VitestReport } from "./conformance-rows.ts";

/** Test files that failed without a failed case, in a hook or while they were loaded, each with the reason. */
export function brokenFiles({ testResults }: VitestReport, root: string): readonly string[] {
  return testResults
    .filter(({ status, assertionResults }) => {
      return status === "failed" && !assertionResults.some((result) => result.status === "failed");
    })
    .map(
      ({ name, message }) => `${path.relative(root, name)}: ${message === "" ? "no reason given" : message}`,
    );
}
