import { protocolErrorsCodesById } from "@platformatic/kafka";
import { codeOfName } from "./error-table.ts";
import { classify } from "./errors.ts";
import type { Verdict } from "./errors.ts";

/** What became of each partition of a topic in a request that failed. */
export interface PartitionOutcomes {
  /** By partition; `delivered` when its messages are stored. */
  readonly told: ReadonlyMap<number, Verdict | "delivered">;
  /** What holds for the partitions that were not told about. */
  readonly otherwise: Verdict;
}

/** A repeat whose first copy is stored: what idempotence is for. */
const alreadyStored = "DUPLICATE_SEQUENCE_NUMBER";

/** Reads from the error of `Producer.send`, for messages of one topic, which partitions failed and why. */
export function partitionOutcomes(error: unknown): PartitionOutcomes {
  const told = new Map<number, Verdict | "delivered">();
  const { errors, produced } = facts(error);
  for (const partition of list(facts(produced).offsets)) {
    const { partition: index } = facts(partition);
    if (typeof index === "number") told.set(index, "delivered");
  }
  const silent: unknown[] = [];
  // One error for each broker; where that broker was asked several times, the last answer holds.
  for (const broker of list(errors)) {
    const last =
      facts(broker).response === undefined ? (list(facts(broker).errors).at(-1) ?? broker) : broker;
    const partitions = list(facts(facts(last).response).responses).flatMap((topic) =>
      list(facts(topic).partitionResponses),
    );
    if (partitions.length === 0) silent.push(last);
    for (const partition of partitions) {
      const { index, errorCode } = facts(partition);
      if (typeof index === "number") told.set(index, outcomeOf(errorCode));
    }
  }
  return { told, otherwise: classify(silent.length === 0 ? error : new AggregateError(silent)) };
}

function outcomeOf(errorCode: unknown): Verdict | "delivered" {
  if (errorCode === 0) return "delivered";
  const names: Readonly<Record<string, string>> = protocolErrorsCodesById;
  const reason = names[String(errorCode)] ?? `error ${String(errorCode)}`;
  return reason === alreadyStored ? "delivered" : { code: codeOfName(reason) ?? "unknown", reason };
}

type Facts = Readonly<
  Partial<
    Record<
      | "errors"
      | "produced"
      | "offsets"
      | "partition"
      | "response"
      | "responses"
      | "partitionResponses"
      | "index"
      | "errorCode",
      unknown
    >
  >
>;

function facts(value: unknown): Facts {
  return typeof value === "object" && value !== null ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
