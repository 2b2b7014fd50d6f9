import { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { classify, deliveryError, isRowError } from "./errors.ts";
import { openSqlite } from "./dialect/sqlite.ts";

function postgres(code: string, more: object = {}) {
  return Object.assign(new Error("vendor words"), { code, severity: "ERROR", ...more });
}
function mysql(errno: number, code: string) {
  return Object.assign(new Error("vendor words"), { errno, code, sqlState: "HY000" });
}
function sqlite(errcode: number, message = "vendor words") {
  return Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode, errstr: "generic words" });
}
function node(code: string) {
  return Object.assign(new Error("vendor words"), { code, errno: -1 });
}

describe("classify", () => {
  test.each([
    [postgres("08006"), "unavailable"],
    [postgres("57P01"), "unavailable"],
    [postgres("57P03"), "unavailable"],
    [postgres("25006"), "unavailable"],
    [postgres("53100"), "unavailable"],
    [postgres("53300"), "throttled"],
    [postgres("28P01"), "unauthorized"],
    [postgres("28000"), "unauthorized"],
    [postgres("42501"), "unauthorized"],
    [postgres("3D000"), "not_found"],
    [postgres("3F000"), "not_found"],
    [postgres("42P01"), "not_found"],
    [postgres("42703"), "not_found"],
    [postgres("40001"), "conflict"],
    [postgres("40P01"), "conflict"],
    [postgres("55P03"), "conflict"],
    [postgres("22021"), "rejected"],
    [postgres("22P05"), "rejected"],
    [postgres("23514"), "rejected"],
    [postgres("P0001"), "rejected"],
    [postgres("54000"), "too_large"],
    [postgres("57014"), "timeout"],
    [postgres("42601"), "unknown"],
    [postgres("XX000"), "unknown"],
    [mysql(1045, "ER_ACCESS_DENIED_ERROR"), "unauthorized"],
    [mysql(1044, "ER_DBACCESS_DENIED_ERROR"), "unauthorized"],
    [mysql(1142, "ER_TABLEACCESS_DENIED_ERROR"), "unauthorized"],
    [mysql(1049, "ER_BAD_DB_ERROR"), "not_found"],
    [mysql(1146, "ER_NO_SUCH_TABLE"), "not_found"],
    [mysql(1205, "ER_LOCK_WAIT_TIMEOUT"), "conflict"],
    [mysql(1213, "ER_LOCK_DEADLOCK"), "conflict"],
    [mysql(1040, "ER_CON_COUNT_ERROR"), "throttled"],
    [mysql(1203, "ER_TOO_MANY_USER_CONNECTIONS"), "throttled"],
    [mysql(1153, "ER_NET_PACKET_TOO_LARGE"), "too_large"],
    [mysql(1406, "ER_DATA_TOO_LONG"), "rejected"],
    [mysql(3140, "ER_INVALID_JSON_TEXT"), "rejected"],
    [mysql(4025, "ER_CONSTRAINT_FAILED"), "rejected"],
    [mysql(3819, "ER_CHECK_CONSTRAINT_VIOLATED"), "rejected"],
    [mysql(1317, "ER_QUERY_INTERRUPTED"), "timeout"],
    [mysql(1053, "ER_SERVER_SHUTDOWN"), "unavailable"],
    [mysql(1290, "ER_OPTION_PREVENTS_STATEMENT"), "unavailable"],
    [mysql(1064, "ER_PARSE_ERROR"), "unknown"],
    [sqlite(5), "conflict"],
    [sqlite(517), "conflict"],
    [sqlite(6), "conflict"],
    [sqlite(8), "unauthorized"],
    [sqlite(14), "unauthorized"],
    [sqlite(23), "unauthorized"],
    [sqlite(13), "unavailable"],
    [sqlite(778), "unavailable"],
    [sqlite(11), "not_found"],
    [sqlite(26), "not_found"],
    [sqlite(1, "no such table: terra_users"), "not_found"],
    [sqlite(1, 'near "selec": syntax error'), "unknown"],
    [sqlite(18), "too_large"],
    [sqlite(1811), "rejected"],
    [node("ECONNREFUSED"), "unavailable"],
    [node("ENOTFOUND"), "unavailable"],
    [node("EPIPE"), "unavailable"],
    [node("EPERM"), "unauthorized"],
    [node("EROFS"), "unauthorized"],
    [node("ENOSPC"), "unavailable"],
    [node("PROTOCOL_CONNECTION_LOST"), "unavailable"],
    [new AggregateError([], "no address answered"), "unknown"],
    [new Error("Connection terminated unexpectedly"), "unavailable"],
    [new Error("Can't add new command when connection is in closed state"), "unavailable"],
    [new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"), "unauthorized"],
    [new DeliveryError("conflict", "already told"), "conflict"],
    ["thrown text", "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
  ] as const)("%o is %s", (error, code) => {
    expect(classify(error).code).toBe(code);
  });
});

test("a row is at fault when the data or its size is refused, and only then", () => {
  expect(isRowError(postgres("23514"))).toBe(true);
  expect(isRowError(mysql(1071, "ER_TOO_LONG_KEY"))).toBe(true);
  expect(isRowError(postgres("40001"))).toBe(false);
  expect(isRowError(node("ECONNRESET"))).toBe(false);
});

test("the message names the engine, the place, what came back and what to do, and not the vendor's words", () => {
  const error = postgres("23514", {
    constraint: "positive",
    column: "steps",
    detail: "Failing row (secret)",
  });
  const engine = openSqlite("sqlite:./data/warehouse.db");

  const told = deliveryError(engine, "write to", error);

  expect(told.message).toBe(
    "Could not write to SQLite database ./data/warehouse.db (SQLSTATE 23514, constraint positive, column steps). A constraint, column or trigger of the table refuses this row; change it, then deliver the event again.",
  );
  expect(told.cause).toBeUndefined();
});
