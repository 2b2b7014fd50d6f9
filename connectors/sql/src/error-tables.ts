import type { DeliveryCode } from "@musette/core";

/**
 * SQLSTATEs of PostgreSQL, whole or by their class (the first two characters); the whole one wins.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const sqlStates: Readonly<Record<string, DeliveryCode>> = {
  "08": "unavailable",
  "21": "rejected",
  "22": "rejected",
  "23": "rejected",
  "25006": "unavailable", // read-only: a replica, or a server that is being promoted
  "28": "unauthorized",
  "3D": "not_found",
  "3F": "not_found",
  "40": "conflict",
  "42501": "unauthorized",
  "42P01": "not_found",
  "42703": "not_found",
  "42P06": "conflict", // somebody else has just made the schema,
  "42P07": "conflict", // or the table
  "44": "rejected",
  "53": "unavailable",
  "53300": "throttled",
  "54": "too_large",
  "55006": "conflict",
  "55P03": "conflict",
  "57014": "timeout",
  "57P": "unavailable",
  "58": "unavailable",
  P0: "rejected", // raised by a trigger
};

/**
 * Error numbers of MySQL and MariaDB, which agree up to 1899.
 *
 * @see https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
 * @see https://mariadb.com/kb/en/mariadb-error-codes/
 */
export const mysqlNumbers: Readonly<Record<DeliveryCode, readonly number[]>> = {
  unavailable: [
    1021, 1037, 1041, 1047, 1053, 1077, 1079, 1114, 1158, 1159, 1160, 1161, 1184, 1290, 1792, 1836, 1927,
    2002, 2003, 2006, 2013, 3168,
  ],
  timeout: [1317, 1969, 3024],
  throttled: [1040, 1203, 1226],
  conflict: [1020, 1050, 1205, 1213, 1412, 1637, 3058, 3572],
  unauthorized: [
    1044, 1045, 1129, 1130, 1142, 1143, 1227, 1251, 1370, 1410, 1698, 1820, 1862, 3118, 3159, 4151,
  ],
  not_found: [1046, 1049, 1054, 1146],
  rejected: [
    1048, 1062, 1264, 1265, 1292, 1364, 1366, 1406, 1451, 1452, 1644, 1690, 3140, 3819, 3988, 4025, 4078,
  ],
  too_large: [1071, 1118, 1153, 1301],
  unknown: [],
};

/**
 * Primary result codes of SQLite (the low byte of the extended one).
 *
 * @see https://sqlite.org/rescode.html
 */
export const sqliteResults: Readonly<Record<number, DeliveryCode>> = {
  3: "unauthorized", // PERM
  5: "conflict", // BUSY
  6: "conflict", // LOCKED
  7: "unavailable", // NOMEM
  8: "unauthorized", // READONLY
  9: "timeout", // INTERRUPT
  10: "unavailable", // IOERR
  11: "not_found", // CORRUPT: there is no usable database until somebody restores it
  13: "unavailable", // FULL
  14: "unauthorized", // CANTOPEN
  15: "conflict", // PROTOCOL
  17: "conflict", // SCHEMA
  18: "too_large", // TOOBIG
  19: "rejected", // CONSTRAINT
  20: "rejected", // MISMATCH
  23: "unauthorized", // AUTH
  26: "not_found", // NOTADB
};

/** Codes of Node (sockets, files, TLS) and of the drivers. */
export const nodeCodes: Readonly<Record<string, DeliveryCode>> = {
  CERT_HAS_EXPIRED: "unavailable",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unavailable",
  EACCES: "unauthorized",
  EAI_AGAIN: "unavailable",
  ECONNABORTED: "unavailable",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EDQUOT: "unavailable",
  EHOSTUNREACH: "unavailable",
  EISDIR: "not_found",
  EMFILE: "unavailable",
  ENETUNREACH: "unavailable",
  ENFILE: "unavailable",
  ENOENT: "not_found",
  ENOSPC: "unavailable",
  ENOTDIR: "not_found",
  ENOTFOUND: "unavailable",
  EPERM: "unauthorized",
  EPIPE: "unavailable",
  EROFS: "unauthorized",
  ERR_TLS_CERT_ALTNAME_INVALID: "unavailable",
  ETIMEDOUT: "unavailable",
  HANDSHAKE_NO_SSL_SUPPORT: "unavailable",
  HANDSHAKE_SSL_ERROR: "unavailable",
  PROTOCOL_CONNECTION_LOST: "unavailable",
  SELF_SIGNED_CERT_IN_CHAIN: "unavailable",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unavailable",
};

/** What the drivers say without a code. */
export const driverMessages: readonly (readonly [said: RegExp, code: DeliveryCode, reason: string])[] = [
  [
    /^Connection terminated|^Client has encountered a connection error|closed state/,
    "unavailable",
    "the connection was lost",
  ],
  [/does not support SSL/, "unavailable", "the server does not speak TLS"],
  [
    /^SASL: |^The server requested .* authentication/i,
    "unauthorized",
    "the password is missing or of the wrong kind",
  ],
  [/^no such (table|column)/, "not_found", "no such table or column"],
  [/ has no column named /, "not_found", "no such column"],
];
