import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FormatEvent } from "@musette/formats";
import { stringOption, type Command, type CommandCall } from "../command.ts";
import { describeOutputs, type WrittenFile } from "../convert/describe-output.ts";
import { encodeOutputs, type Output } from "../convert/encode-outputs.ts";
import { formatEvents } from "../convert/format-events.ts";
import { targetFormats, type TargetFormat } from "../convert/target-formats.ts";
import { findInputs } from "../input/find-inputs.ts";
import { groupInputs } from "../input/group-inputs.ts";
import { groupName } from "../input/group-name.ts";
import { inputOptions } from "../input/input-options.ts";
import { readInput } from "../input/read-input.ts";
import { printable } from "../printable.ts";
import { UsageError } from "../usage-error.ts";

/** A long ride with all its samples is under 1 MB, a history of years under 10. */
const maxInputBytes = 64_000_000;

export const convert: Command = {
  summary: "Turn payloads and workout files into another format, without a server",
  help: `Usage: musette convert FILE|FOLDER|ZIP… --to FORMAT [--out DIR] [--source NAME] [--user ID] [--zone ZONE] [--json]

Reads what \`musette send\` takes and writes it as FORMAT: a file for each event, named after its day,
type and id; of csv, ndjson and parquet one file (parquet: one for each table) for all. Writes over
nothing but files of the same names, which hold the same. What a format cannot carry becomes JSON.

  --to FORMAT       ${targetFormats.join(", ")}
  --out DIR         where the files are written, made if need be (default: here)
  --source NAME     peloton, ifit, terra or file; told by the content when left out
  --user ID         whose they are, as the files state it (terra payloads name their own; default: me)
  --zone ZONE       time zone of local times in files that name none, such as Europe/Berlin
  --json            print one JSON document

Exit code: 0 all converted, 1 something was refused.`,
  options: {
    to: { type: "string" },
    out: { type: "string" },
    source: { type: "string" },
    user: { type: "string" },
    zone: { type: "string" },
    json: { type: "boolean" },
  },
  async run(call) {
    if (call.positionals.length === 0) throw new UsageError("name at least one file, folder or zip");
    const format = targetFormat(call);
    const folder = stringOption(call, "out") ?? ".";
    const { events, refused, passedOver } = await readEvents(call);
    const written: WrittenFile[] = [];
    if (events.length > 0) await mkdir(folder, { recursive: true });
    for await (const output of encodeOutputs(format, events)) {
      const file = path.join(folder, output.fileName);
      await writeFile(file, output.bytes);
      written.push(describe(file, output));
    }
    if (call.values["json"] === true) {
      console.log(JSON.stringify({ written, refused }, null, 2));
    } else {
      if (written.length > 0) console.log(describeOutputs(written));
      for (const { name, detail } of refused) console.log(printable(`refused  ${name}: ${detail}`));
      if (passedOver > 0) console.log(`${passedOver} other files were passed over`);
      if (written.length === 0 && refused.length === 0) console.log("there was nothing to convert");
    }
    return refused.length === 0 ? 0 : 1;
  },
};

interface Refusal {
  readonly name: string;
  readonly detail: string;
}

async function readEvents(call: CommandCall): Promise<{
  readonly events: readonly FormatEvent[];
  readonly refused: readonly Refusal[];
  readonly passedOver: number;
}> {
  const { source, zone } = inputOptions(call);
  const userId = stringOption(call, "user") ?? "me";
  using inputs = await findInputs(call.positionals);
  const groups =
    source === undefined || source === "file"
      ? groupInputs(inputs.files)
      : inputs.files.map((file) => [file]);
  /** By id: the same workout may be in several files, and is written once. */
  const events = new Map<string, FormatEvent>();
  const refused: Refusal[] = [...inputs.refused];
  for (const group of groups) {
    const name = groupName(group);
    const input = await readInput(group, { source, maxBytes: maxInputBytes });
    if ("detail" in input) {
      refused.push(input);
      continue;
    }
    const modifiedAtMs = Math.max(...group.map((file) => file.modifiedAtMs));
    const read = formatEvents(input, { userId, zone, modifiedAtMs });
    for (const event of read.events) events.set(event.id, event);
    refused.push(...read.refused.map((detail) => ({ name, detail })));
  }
  return { events: [...events.values()], refused, passedOver: inputs.passedOver };
}

function targetFormat(call: CommandCall): TargetFormat {
  const given = stringOption(call, "to");
  if (given === undefined) throw new UsageError(`say into what: --to ${targetFormats.join("|")}`);
  const format = targetFormats.find((name) => name === given);
  if (format === undefined) {
    throw new UsageError(
      `there is no format ${JSON.stringify(given)}; there are ${targetFormats.join(", ")}`,
    );
  }
  return format;
}

function describe(file: string, { bytes, contentType, events }: Output): WrittenFile {
  const [event] = events;
  const one = event !== undefined && events.length === 1 ? event : null;
  return {
    file,
    bytes: bytes.byteLength,
    contentType,
    event: one && {
      id: one.id,
      type: one.type,
      provider: one.user.provider,
      startTime: one.startTime,
    },
    events: events.length,
  };
}
