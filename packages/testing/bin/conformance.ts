// Runs the conformance kit over every connector and prints one table: `npm run conformance`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { brokenFiles } from "../src/conformance-table/broken-files.ts";
import { conformanceRows, type VitestReport } from "../src/conformance-table/conformance-rows.ts";
import { formatMarkdown, formatTable } from "../src/conformance-table/format-table.ts";

const help = `Usage: npm run conformance -- [--json] [--write] [CONNECTOR…]

Holds every connector (or those named) to its guarantee, against the servers that are up (see npm run
services), and prints one table.

  --json   print JSON
  --write  also write docs/conformance.md

Exit code: 1 when a case failed, a test file broke outside its cases, or a suite was skipped and
REQUIRE_SERVERS=1.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const root = path.resolve(import.meta.dirname, "../../..");
const folder = await mkdtemp(path.join(tmpdir(), "musette-conformance-"));
try {
  const reportFile = path.join(folder, "report.json");
  const names = positionals.length > 0 ? positionals : ["connectors"];
  const files = names.map((name) => (name === "connectors" ? "connectors/" : `connectors/${name}/`));
  const { printed, exitCode } = await runVitest([...files, "--reporter=json", `--outputFile=${reportFile}`]);
  const report = JSON.parse(await readFile(reportFile, "utf8")) as VitestReport;
  const rows = conformanceRows(report, printed);
  if (values.json) console.log(JSON.stringify({ connectors: rows }, null, 2));
  else console.log(`\n${formatTable(rows)}\n`);
  if (values.write) await writeFile(path.join(root, "docs/conformance.md"), formatMarkdown(rows));
  const failed = rows.some((row) => row.failed > 0);
  const skipped = rows.some((row) => row.skipped > 0) && process.env["REQUIRE_SERVERS"] === "1";
  const broken = brokenFiles(report, root);
  for (const file of broken) console.error(`  FAILED outside its cases: ${file}`);
  if (rows.length === 0 || failed || skipped || broken.length > 0 || exitCode !== 0) process.exitCode = 1;
  // An error outside every file is in no report.
  if (exitCode !== 0 && !failed && broken.length === 0) console.error(printed);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Only the files that hold the kit; shows that it is going on, as the kills take their time. */
async function runVitest(
  args: readonly string[],
): Promise<{ readonly printed: string; readonly exitCode: number | null }> {
  const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
  const only = ["--testNamePattern", " conforms \\("];
  const child = spawn(process.execPath, [vitest, "run", ...args, ...only], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    for (const line of text.split("\n"))
      if (/: killed \d+ times/.test(line)) process.stderr.write(`  ${line.trim()}\n`);
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { printed, exitCode };
}
