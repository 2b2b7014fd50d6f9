/** What is read of vitest's JSON report. */
export interface VitestReport {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    /** Why the file as a whole failed. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** One connector against one server. */
export interface ConformanceRow {
  /** `sql on PostgreSQL 15.19`. */
  readonly subject: string;
  readonly guarantee: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** After the kills: records lost, and records that are held more than once; null where it did not run. */
  readonly killed: { readonly records: number; readonly lost: number; readonly repeated: number } | null;
  /** Cases that do not apply, each with its reason. */
  readonly notApplicable: readonly string[];
  readonly failures: readonly string[];
}

const suite = /^(.*) conforms \(([a-z-]+)\)$/;

/**
 * Sums up a run of the kit.
 *
 * @param printed what the kit printed beside the report: reasons and the counts after the kills.
 */
export function conformanceRows(report: VitestReport, printed: string): readonly ConformanceRow[] {
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const bySuite = Map.groupBy(results, ({ ancestorTitles }) =>
    ancestorTitles.find((title) => suite.test(title)),
  );
  return [...bySuite]
    .flatMap(([title, cases]) => {
      const [, subject, guarantee] = suite.exec(title ?? "") ?? [];
      if (subject === undefined || guarantee === undefined) return [];
      const count = (...statuses: readonly string[]) =>
        cases.filter(({ status }) => statuses.includes(status)).length;
      return [
        {
          subject,
          guarantee,
          passed: count("passed"),
          failed: count("failed"),
          skipped: count("skipped", "pending", "todo"),
          killed: killedOf(subject, printed),
          notApplicable: linesOf(subject, "not applicable", printed),
          failures: cases.filter(({ status }) => status === "failed").map((failure) => failure.title),
        },
      ];
    })
    .sort((left, right) => left.subject.localeCompare(right.subject));
}

function linesOf(subject: string, what: string, printed: string): readonly string[] {
  const start = `${subject}: ${what}: `;
  const lines = printed.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length)))];
}

function killedOf(subject: string, printed: string): ConformanceRow["killed"] {
  const line = printed.split("\n").find((found) => found.trim().startsWith(`${subject}: killed `));
  const [, records, lost, repeated] =
    /of (\d+) records (\d+) lost, (\d+) held more than once/.exec(line ?? "") ?? [];
  if (records === undefined) return null;
  return { records: Number(records), lost: Number(lost), repeated: Number(repeated) };
}
