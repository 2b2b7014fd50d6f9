import { isTimeZone, type SourceName } from "@musette/core";
import { stringOption, type CommandCall } from "../command.ts";
import { UsageError } from "../usage-error.ts";

const sources: readonly SourceName[] = ["peloton", "ifit", "terra", "file"];

/**
 * `--source` and `--zone`, which several commands have.
 *
 * @throws {UsageError} when one is not what it may be.
 */
export function inputOptions(call: CommandCall): {
  readonly source: SourceName | undefined;
  readonly zone: string | null;
} {
  const given = stringOption(call, "source");
  const source = sources.find((name) => name === given);
  if (given !== undefined && source === undefined) {
    throw new UsageError(`there is no source ${JSON.stringify(given)}; there are ${sources.join(", ")}`);
  }
  const zone = stringOption(call, "zone") ?? null;
  if (zone !== null && !isTimeZone(zone)) {
    throw new UsageError("--zone takes the IANA name of a time zone, such as Europe/Berlin");
  }
  return { source, zone };
}
