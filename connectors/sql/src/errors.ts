import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import type { Engine } from "./engine.ts";
import { driverMessages, mysqlNumbers, nodeCodes, sqliteResults, sqlStates } from "./error-tables.ts";

/** Their first two characters tell them from Node's five-letter codes, such as EPERM. */
const sqlState = /^(\d[\dA-Z]|F0|HV|P0|XX)[\dA-Z]{3}$/;

interface Verdict {
  readonly code: DeliveryCode;
  /** What came back, in names and numbers. The database's own words may hold values of the row. */
  readonly reason: string;
}

/** What an error of a database, its driver or Node means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const { code, errno, errcode, errstr, message, constraint, column } = facts(error);
  if (typeof errcode === "number") {
    const result = sqliteResults[errcode & 0xff] ?? byMessage(message)?.code ?? "unknown";
    return { code: result, reason: `SQLite error ${errcode}, ${String(errstr)}` };
  }
  if (typeof code === "string" && sqlState.test(code)) {
    const names = Object.entries({ constraint, column }).flatMap(([what, name]) =>
      typeof name === "string" ? [`${what} ${name}`] : [],
    );
    return { code: bySqlState(code), reason: [`SQLSTATE ${code}`, ...names].join(", ") };
  }
  const byNumber = typeof errno === "number" ? byMysqlNumber(errno) : undefined;
  if (byNumber !== undefined) return { code: byNumber, reason: `error ${String(errno)} ${String(code)}` };
  if (typeof code === "string") return { code: nodeCodes[code] ?? "unknown", reason: code };
  return byMessage(message) ?? { code: "unknown", reason: "an error that Musette does not know" };
}

/** True when the error is the fault of a row, so that other rows may well be taken. */
export function isRowError(error: unknown): boolean {
  const { code } = classify(error);
  return code === "rejected" || code === "too_large";
}

/** The error that the caller of the connector gets. Without a cause: drivers put the statement in theirs. */
export function deliveryError(engine: Engine, attempted: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const { code } = classify(error);
  return new DeliveryError(code, describe(engine, attempted, error), {
    context: { product: engine.product, place: engine.place },
  });
}

/** What was attempted, on what, what came back, what to do. */
export function describe({ product, place }: Engine, attempted: string, error: unknown): string {
  const { code, reason } = classify(error);
  return `Could not ${attempted} ${product} database ${place} (${reason}). ${advice[code]}`;
}

const advice: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Check that the database runs, can be reached from here and has room; it is tried again.",
  timeout: "The database or an administrator stopped the statement; it is tried again.",
  throttled: "All connections that the server allows are in use; it is tried again.",
  conflict: "Another writer was at the same rows or tables; it is tried again.",
  unauthorized: "Check the user and password in url, and the permissions that the connector's README lists.",
  not_found:
    "Create the database, schema or table, or correct url and schema; a damaged file must be restored.",
  rejected:
    "A constraint, column or trigger of the table refuses this row; change it, then deliver the event again.",
  too_large: "The row is larger than the database takes.",
  unknown: "Look at the database's log.",
};

type Facts = Readonly<
  Partial<Record<"code" | "errno" | "errcode" | "errstr" | "message" | "constraint" | "column", unknown>>
>;

function facts(error: unknown): Facts {
  if (typeof error !== "object" || error === null) return {};
  return error;
}

function bySqlState(state: string): DeliveryCode {
  return sqlStates[state] ?? sqlStates[state.slice(0, 3)] ?? sqlStates[state.slice(0, 2)] ?? "unknown";
}

function byMysqlNumber(number: number): DeliveryCode | undefined {
  const codes = Object.keys(mysqlNumbers) as readonly DeliveryCode[];
  return codes.find((code) => mysqlNumbers[code].includes(number));
}

function byMessage(message: unknown): Verdict | undefined {
  const found = driverMessages.find(([said]) => typeof message === "string" && said.test(message));
  return found && { code: found[1], reason: found[2] };
}
