import { connectorConformance } from "@musette/testing";
import type { ConformanceSubject } from "@musette/testing";

/** The name of the one case that starts processes, and takes seconds. */
export const killCase = "loses nothing when its process is killed in the middle of a write";

/** Runs the kit without a test runner and returns the names of the cases that failed. */
export async function failedCases(
  subject: ConformanceSubject,
  wanted: (name: string) => boolean,
): Promise<readonly string[]> {
  const cases: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  connectorConformance(subject, {
    describe: (_, body) => body(),
    it: (name, body) => void cases.push({ name, body }),
    print: () => undefined,
  });

  const failed: string[] = [];
  for (const { name, body } of cases.filter(({ name }) => wanted(name))) {
    await body().catch(() => failed.push(name));
  }
  return failed;
}
