import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";

/**
 * A vitest reporter for the end of a run: every suite and test that was skipped, with the reason, and
 * as the last line the count, alone: `N passed, N failed, N skipped`.
 *
 * A file that cannot be loaded, and an error outside any test, each count as one failure.
 */
export default function skipReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const skipped = modules.flatMap((module) =>
        skippedIn(module).map((text) => `  ${module.relativeModuleId} > ${text}`),
      );
      const lines = [
        ...(skipped.length === 0 ? [] : ["", "Skipped:", ...skipped]),
        "",
        count(modules, unhandledErrors.length),
      ];
      process.stdout.write(`${lines.join("\n")}\n`);
    },
  };
}

/** The outermost suites that ran nothing, and single tests elsewhere. */
function skippedIn(parent: TestModule | TestSuite): readonly string[] {
  return [...parent.children].flatMap((child) => {
    if (child.type === "test") return isSkipped(child) ? [`${child.name}${reason(child)}`] : [];
    const tests = [...child.children.allTests()];
    if (!tests.every(isSkipped)) return skippedIn(child).map((text) => `${child.name} > ${text}`);
    return tests.length === 0 ? [] : [`${child.name} (${tests.length} tests)`];
  });
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === "skipped";
}

function reason(test: TestCase): string {
  const result = test.result();
  return result.state === "skipped" && result.note !== undefined ? `: ${result.note}` : "";
}

function count(modules: readonly TestModule[], unhandledErrors: number): string {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  const of = (state: string) => states.filter((other) => other === state).length;
  // A hook or an import that fails leaves a failed file without a failed test.
  const brokenFiles = modules.filter(
    (module) => !module.ok() && ![...module.children.allTests("failed")].length,
  );
  const failed = of("failed") + brokenFiles.length + unhandledErrors;
  return `${of("passed")} passed, ${failed} failed, ${of("skipped")} skipped`;
}
