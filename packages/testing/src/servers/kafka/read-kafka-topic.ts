import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const mostBytes = 256 * 1024 * 1024;

/** A message as kcat, which is not ours, reads it. */
export interface KafkaMessage {
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything in a topic, partition by partition. */
export async function readKafkaTopic(
  brokers: readonly string[],
  topic: string,
): Promise<readonly KafkaMessage[]> {
  // Lengths go first: values and keys may hold any character.
  const format = String.raw`%p %o %K %S %h\n%k%s\n`;
  const where = ["-b", brokers.join(), "-t", topic, "-o", "beginning", "-e"];
  const args = ["-C", "-q", ...where, "-X", "fetch.wait.max.ms=10", "-f", format];
  const { stdout } = await run("kcat", args, { encoding: "buffer", maxBuffer: mostBytes });
  const messages: KafkaMessage[] = [];
  for (let start = 0; start < stdout.length;) {
    const lineEnd = stdout.indexOf("\n", start);
    const [partition, offset, keyBytes, valueBytes, headers = ""] = stdout
      .toString("utf8", start, lineEnd)
      .split(" ");
    const keyEnd = lineEnd + 1 + Math.max(0, Number(keyBytes));
    const valueEnd = keyEnd + Math.max(0, Number(valueBytes));
    messages.push({
      partition: Number(partition),
      offset: Number(offset),
      key: stdout.toString("utf8", lineEnd + 1, keyEnd),
      value: stdout.toString("utf8", keyEnd, valueEnd),
      headers: Object.fromEntries(headers.split(",").map((header) => splitOnce(header))),
    });
    start = valueEnd + 1;
  }
  return messages;
}

function splitOnce(header: string): readonly [name: string, value: string] {
  const equals = header.indexOf("=");
  return [header.slice(0, equals), header.slice(equals + 1)];
}
