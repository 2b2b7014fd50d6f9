import { readFile } from "node:fs/promises";
import path from "node:path";
import { stringOption, type Command } from "../command.ts";
import { guessSource } from "../guess-source.ts";
import { defaultConfigFile, openConfig } from "../open-config.ts";
import { UsageError } from "../usage-error.ts";
import { postPayload, type SendResult } from "../post-payload.ts";

export const send: Command = {
  summary: "Send payload files to a running server",
  help: `Usage: musette send FILE… [--source peloton|ifit|terra] [--user ID | --reference ID] [--url URL] [--json]

Posts each file and prints what became of it. The source is guessed when it is not given.

  --source NAME     peloton, ifit or terra
  --user ID         the user the payloads belong to (terra payloads name their own)
  --reference ID    your own name for the user, instead of --user
  --url URL         the server (default: the address in the configuration)
  --config FILE     the configuration, for address and key (default ${defaultConfigFile})
  --json            print one JSON document per file

Exit code: 0 all taken, 1 a file was refused or could not be sent.`,
  options: {
    source: { type: "string" },
    user: { type: "string" },
    reference: { type: "string" },
    url: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  async run(call) {
    if (call.positionals.length === 0) throw new UsageError("name at least one file");
    const config = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
    const developer = config.developers[0];
    if (developer === undefined) throw new UsageError("the configuration names no developer");
    const host =
      config.server.host === "0.0.0.0" || config.server.host === "::" ? "127.0.0.1" : config.server.host;
    const base =
      stringOption(call, "url") ?? `http://${host.includes(":") ? `[${host}]` : host}:${config.server.port}`;
    let refused = 0;
    for (const [index, file] of call.positionals.entries()) {
      const result = await sendFile(file, {
        base,
        developer,
        source: stringOption(call, "source"),
        userId: stringOption(call, "user"),
        referenceId: stringOption(call, "reference"),
      });
      if (!result.taken) refused++;
      if (call.values["json"] === true) console.log(JSON.stringify({ file, ...result }));
      else
        console.log(`[${index + 1}/${call.positionals.length}] ${path.basename(file)}  ${describe(result)}`);
    }
    return refused === 0 ? 0 : 1;
  },
};

interface Target {
  readonly base: string;
  readonly developer: { readonly devId: string; readonly apiKey: string };
  readonly source: string | undefined;
  readonly userId: string | undefined;
  readonly referenceId: string | undefined;
}

async function sendFile(file: string, target: Target): Promise<SendResult> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await readFile(file));
  } catch (error) {
    return {
      taken: false,
      status: null,
      detail: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      events: [],
    };
  }
  const source = target.source ?? guessFromBytes(bytes);
  if (source === undefined) {
    return {
      taken: false,
      status: null,
      detail: "cannot tell its source; name it with --source",
      events: [],
    };
  }
  const query = new URLSearchParams();
  if (target.userId !== undefined) query.set("user_id", target.userId);
  if (target.referenceId !== undefined) query.set("reference_id", target.referenceId);
  const url = new URL(`/ingest/${encodeURIComponent(source)}?${query.toString()}`, target.base);
  return postPayload(url, bytes, target.developer);
}

function guessFromBytes(bytes: Uint8Array): string | undefined {
  try {
    return guessSource(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

function describe(result: SendResult): string {
  if (!result.taken) return `refused${result.status === null ? "" : ` (${result.status})`}: ${result.detail}`;
  const fresh = result.events.filter(({ duplicate }) => !duplicate).length;
  const known = result.events.length - fresh;
  const parts = [
    fresh > 0 ? `${fresh} stored` : "",
    known > 0 ? `${known} known already` : "",
    result.detail,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
