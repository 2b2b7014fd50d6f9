import { openBench } from "./conformance-case.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { declarationCases } from "./cases/declaration.ts";
import { killCases } from "./cases/kill.ts";
import { lifecycleCases } from "./cases/lifecycle.ts";
import { refusalCases } from "./cases/refusals.ts";
import { repeatCases } from "./cases/repeats.ts";
import { secretCases } from "./cases/secrets.ts";
import { storeCases } from "./cases/store.ts";
import { userDeleteCases } from "./cases/user-delete.ts";
import { valueCases } from "./cases/values.ts";
import type { ConformanceRunner, ConformanceSubject } from "./target.ts";

const cases: readonly ConformanceCase[] = [
  ...declarationCases,
  ...valueCases,
  ...repeatCases,
  ...storeCases,
  ...refusalCases,
  ...lifecycleCases,
  ...secretCases,
  ...killCases,
  ...userDeleteCases,
];
const defaultTimeoutMs = 60_000;

/**
 * Declares a test for everything a connector promises: the contract in `@musette/core` and its own
 * declared guarantee. Cases that the subject declares not applicable are not made, and printed.
 *
 * @throws {Error} when `notApplicable` names a case that no connector may leave out.
 */
export function connectorConformance(subject: ConformanceSubject, runner: ConformanceRunner): void {
  const print = runner.print?.bind(runner) ?? ((line) => void process.stdout.write(`${line}\n`));
  const notApplicable = new Map(Object.entries(subject.notApplicable ?? {}));
  for (const [name, reason] of notApplicable) {
    if (!cases.some((found) => found.waivable && found.name === name)) {
      const waivable = cases.filter((found) => found.waivable).map((found) => found.name);
      throw new Error(`"${name}" is not a case that may be left out; these are: ${waivable.join(", ")}`);
    }
    print(`${subject.name}: not applicable: ${name} (${reason})`);
  }

  runner.describe(`${subject.name} conforms (${subject.definition.guarantee})`, () => {
    for (const { name, timeoutMs = defaultTimeoutMs, run } of cases) {
      if (notApplicable.has(name)) continue;
      runner.it(
        name,
        async () => {
          await using bench = await openBench(subject, print);
          await run(bench);
        },
        timeoutMs,
      );
    }
  });
}
