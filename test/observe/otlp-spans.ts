import { readFields, type Field } from "./protobuf-fields.ts";

/** A span as the collector is sent it. Ids in hex; times in nanoseconds. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty: it begins its trace. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  readonly kind: "unspecified" | "internal" | "server" | "client" | "producer" | "consumer";
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly isError: boolean;
  readonly resource: Readonly<Record<string, unknown>>;
}

const kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;

/** The spans of an ExportTraceServiceRequest (opentelemetry-proto 1.x, trace/v1/trace.proto). */
export function decodeSpans(body: Uint8Array): readonly CollectedSpan[] {
  return all(readFields(body), 1).flatMap((resourceSpans) => {
    const parts = readFields(resourceSpans);
    const resource = attributesOf(readFields(all(parts, 1)[0] ?? new Uint8Array()), 1);
    return all(parts, 2).flatMap((scopeSpans) =>
      all(readFields(scopeSpans), 2).map((span) => decodeSpan(readFields(span), resource)),
    );
  });
}

function decodeSpan(fields: readonly Field[], resource: CollectedSpan["resource"]): CollectedSpan {
  return {
    traceId: hex(fields, 1),
    spanId: hex(fields, 2),
    traceState: text(fields, 3),
    parentSpanId: hex(fields, 4),
    name: text(fields, 5),
    kind: kinds[Number(number(fields, 6))] ?? "unspecified",
    startNs: number(fields, 7),
    endNs: number(fields, 8),
    attributes: attributesOf(fields, 9),
    links: all(fields, 13)
      .map(readFields)
      .map((link) => ({ traceId: hex(link, 1), spanId: hex(link, 2) })),
    isError: all(fields, 15).some((status) => number(readFields(status), 3) === 2n),
    resource,
  };
}

function attributesOf(fields: readonly Field[], number_: number): Readonly<Record<string, unknown>> {
  const pairs = all(fields, number_).map(readFields);
  return Object.fromEntries(
    pairs.map((pair) => [text(pair, 1), anyValue(readFields(all(pair, 2)[0] ?? new Uint8Array()))]),
  );
}

function anyValue(fields: readonly Field[]): unknown {
  const [field] = fields;
  if (field === undefined) return null;
  if (field.number === 1) return text(fields, 1);
  if (field.number === 2) return field.value === 1n;
  if (field.number === 3) return Number(BigInt.asIntN(64, number(fields, 3)));
  if (field.number === 4) {
    const bits = new BigUint64Array([number(fields, 4)]);
    return new Float64Array(bits.buffer)[0];
  }
  return `a value of kind ${field.number}`;
}

function all(fields: readonly Field[], wanted: number): readonly Uint8Array[] {
  return fields.flatMap(({ number: found, value }) =>
    found === wanted && value instanceof Uint8Array ? value : [],
  );
}

function number(fields: readonly Field[], wanted: number): bigint {
  const found = fields.find((field) => field.number === wanted)?.value;
  return typeof found === "bigint" ? found : 0n;
}

function text(fields: readonly Field[], wanted: number): string {
  return Buffer.from(all(fields, wanted)[0] ?? []).toString("utf8");
}

function hex(fields: readonly Field[], wanted: number): string {
  return Buffer.from(all(fields, wanted)[0] ?? []).toString("hex");
}
