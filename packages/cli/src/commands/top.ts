import { adminOptions, adminOptionsHelp, openAdmin } from "../admin-client.ts";
import { stringOption, type Command, type CommandCall } from "../command.ts";
import { plain } from "../top/paint.ts";
import { readOverview } from "../top/poll-overview.ts";
import { printJson } from "../top/print-json.ts";
import { renderTop } from "../top/render-top.ts";
import { runLive } from "../top/run-live.ts";
import { sizeOf } from "../top/view.ts";
import { UsageError } from "../usage-error.ts";

const columnsOfAFile = 120;

export const top: Command = {
  summary: "Watch the running server: what comes in, each destination, what is wrong",
  help: `Usage: musette top [--every SECONDS] [--once] [--json]

Asks the running server every second and fills the terminal: events a minute, the journal's size and
room, and for each destination its state, how far it is behind, its last error and what to do. Where the
server goes away it says so and asks again until it is back. Where the output is not a terminal, it
prints once and ends.

  ↑ ↓               select a destination
  p, r              pause it, resume it
  q                 quit

${adminOptionsHelp}: a line for each refresh
  --every SECONDS   how often to ask (default 1, at least 0.2)
  --once            print once and end

NO_COLOR=1 leaves the colours out.`,
  options: { ...adminOptions, every: { type: "string" }, once: { type: "boolean" } },
  async run(call) {
    if (call.positionals.length > 0) throw new UsageError("it takes no arguments");
    const everyMs = readEvery(call);
    const admin = await openAdmin(call);
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
    const isJson = call.values["json"] === true;
    const isOnce = call.values["once"] === true;
    const { stdin: input, stdout: output } = process;
    const isLive = output.isTTY && process.env["TERM"] !== "dumb";
    if (isOnce || (!isJson && !isLive)) {
      const overview = await readOverview(admin, stop.signal);
      const view = { origin: admin.origin, overview, problem: null, selected: null, notice: null };
      const size = { columns: output.isTTY ? sizeOf(output).columns : columnsOfAFile, rows: Infinity };
      console.log(isJson ? JSON.stringify(overview) : renderTop(view, size, plain).join("\n"));
      return 0;
    }
    if (isJson) await printJson(admin, everyMs, stop);
    else await runLive({ admin, origin: admin.origin, everyMs, input, output, stop });
    return 0;
  },
};

function readEvery(call: CommandCall): number {
  const text = stringOption(call, "every") ?? "1";
  const seconds = Number(text);
  if (!(seconds >= 0.2 && seconds <= 86_400)) {
    throw new UsageError(`--every is seconds, from 0.2 to 86400, not ${JSON.stringify(text)}`);
  }
  return seconds * 1_000;
}
