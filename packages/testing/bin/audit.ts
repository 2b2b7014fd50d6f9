// Has npm compare the installed packages with what the registry signed: `npm run check:audit`. In a closed
// network it says that nothing was checked, and passes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { judgeAudit } from "../src/dependencies/judge-audit.ts";

const timeoutMs = 60_000;
const patience = ["--fetch-timeout=10000", "--fetch-retries=0"];

const child = spawn("npm", ["audit", "signatures", ...patience], {
  cwd: path.resolve(import.meta.dirname, "../../.."),
  stdio: ["ignore", "pipe", "pipe"],
  timeout: timeoutMs,
});
let output = "";
for (const stream of [child.stdout, child.stderr]) {
  stream.setEncoding("utf8").on("data", (text: string) => (output += text));
}
const [exitCode] = (await once(child, "close")) as [number | null];
const verdict = judgeAudit({ exitCode, output });
if (verdict === "not checked") {
  const reason = exitCode === null ? `no answer within ${timeoutMs / 1000} s` : lastError(output);
  console.log(`audit: signatures were not checked (${reason}); run it where the registry can be reached`);
} else {
  console.log(output.trim());
  if (verdict === "refused") process.exitCode = 1;
}

function lastError(text: string): string {
  return /^npm (?:error|ERR!) (?:code )?(.+)$/m.exec(text)?.[1] ?? "npm gave no reason";
}
