import type { MusetteConfig } from "@musette/config";
import { stringOption, type Command, type CommandCall } from "../command.ts";
import { findInputs } from "../input/find-inputs.ts";
import { groupInputs } from "../input/group-inputs.ts";
import { groupName } from "../input/group-name.ts";
import { inputOptions } from "../input/input-options.ts";
import { readInput, type Input } from "../input/read-input.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { openConfig } from "../open-config.ts";
import { postPayload, type SendResult } from "../post-payload.ts";
import { printable } from "../printable.ts";
import { showProgress } from "../progress.ts";
import { createSendReport } from "../send-report.ts";
import { serverUrl } from "../server-url.ts";
import { UsageError } from "../usage-error.ts";

/** From so many on, a terminal shows how far it is instead of a line for each. */
const manyPayloads = 10;

export const send: Command = {
  summary: "Send payloads and workout files to a running server",
  help: `Usage: musette send FILE|FOLDER|ZIP… [--source NAME] [--user ID | --reference ID] [--zone ZONE] [--url URL] [--json]

Posts each file and says at the end what was stored, what was known already, and what was refused and
why. Taken are payloads of Peloton's and iFit's APIs and of Terra (.json), and workout files: .fit,
.tcx, Peloton's workout history (.csv), iFit's .tcx with the .csv of the same name. Of folders and zips
the files with these endings are sent.

  --source NAME     peloton, ifit, terra or file; told by the content when left out
  --user ID         the user the payloads belong to (terra payloads name their own)
  --reference ID    your own name for the user, instead of --user
  --zone ZONE       time zone of local times in files that name none, such as Europe/Berlin
  --url URL         the server (default: the address in the configuration)
  --config FILE     the configuration, for address and key (default ${defaultConfigFile})
  --json            print one JSON document per payload

Exit code: 0 all taken, 1 something was refused or could not be sent.`,
  options: {
    source: { type: "string" },
    user: { type: "string" },
    reference: { type: "string" },
    zone: { type: "string" },
    url: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  async run(call) {
    if (call.positionals.length === 0) throw new UsageError("name at least one file, folder or zip");
    const { source, zone } = inputOptions(call);
    const config = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
    const sendInput = createSendInput(call, config, zone);
    using inputs = await findInputs(call.positionals);
    const groups =
      source === undefined || source === "file"
        ? groupInputs(inputs.files)
        : inputs.files.map((file) => [file]);
    const isJson = call.values["json"] === true;
    const showsBar = !isJson && process.stdout.isTTY && groups.length > manyPayloads;
    const report = createSendReport();

    const tell = (name: string, result: SendResult, done: number) => {
      report.add(name, result);
      if (isJson) console.log(JSON.stringify({ file: name, ...result }));
      else if (showsBar) showProgress(done, groups.length, printable(name));
      else console.log(printable(`[${done}/${groups.length}] ${name}  ${describe(result)}`));
    };
    for (const { name, detail } of inputs.refused) {
      report.refuse({ name, detail });
      if (isJson) console.log(JSON.stringify({ file: name, ...notSent(detail) }));
    }
    for (const [index, group] of groups.entries()) {
      const name = groupName(group);
      const input = await readInput(group, { source, maxBytes: config.server.maxBodyBytes });
      tell(name, "detail" in input ? notSent(input.detail) : await sendInput(input), index + 1);
    }
    if (!isJson) {
      if (inputs.passedOver > 0) console.log(`${inputs.passedOver} other files were passed over`);
      process.stdout.write(report.text());
    }
    return report.refusals === 0 ? 0 : 1;
  },
};

/** Makes what sends one payload as the options of the call say. */
function createSendInput(
  call: CommandCall,
  { developers, server }: MusetteConfig,
  zone: string | null,
): (input: Input) => Promise<SendResult> {
  const [developer] = developers;
  if (developer === undefined) throw new UsageError("the configuration names no developer");
  const base = stringOption(call, "url") ?? serverUrl({ server });
  const query = new URLSearchParams();
  for (const [option, parameter] of [
    ["user", "user_id"],
    ["reference", "reference_id"],
  ] as const) {
    const value = stringOption(call, option);
    if (value !== undefined) query.set(parameter, value);
  }

  return async function sendInput(input) {
    const source = input.kind === "files" ? "file" : input.source;
    const url = new URL(`/ingest/${source}?${query.toString()}`, base);
    if (input.kind === "json") return await postPayload(url, input.bytes, developer);
    const form = new FormData();
    if (zone !== null) form.set("zone", zone);
    for (const { name, bytes } of input.files) form.append("file", new Blob([bytes]), name);
    return await postPayload(url, form, developer);
  };
}

function notSent(detail: string): SendResult {
  return { taken: false, status: null, detail, events: [], refused: [] };
}

function describe({ taken, status, detail, events, refused }: SendResult): string {
  if (!taken) return `refused${status === null ? "" : ` (${status})`}: ${detail}`;
  const fresh = events.filter(({ duplicate }) => !duplicate).length;
  const known = events.length - fresh;
  const parts = [
    fresh > 0 ? `${fresh} stored` : "",
    known > 0 ? `${known} known already` : "",
    refused.length > 0 ? `${refused.length} refused` : "",
    detail,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
