/**
 * Version 1: the log, its indexes, users, quarantine, and where each destination stands.
 *
 * `by_key` and `by_user` are indexes that are written late and in bulk, see `createEventIndex`; that
 * is why they are tables. An append then writes to the ends of `events` and `payloads` only.
 */
export const version1 = `
  CREATE TABLE log (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    head_seq INTEGER NOT NULL,
    last_payload_id INTEGER NOT NULL,
    events INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    indexed_through INTEGER NOT NULL
  ) STRICT;
  INSERT INTO log VALUES (1, 0, 0, 0, 0, 0);

  CREATE TABLE payloads (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    developer TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    context TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    encoding INTEGER NOT NULL,
    size INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    type TEXT NOT NULL,
    user_row INTEGER NOT NULL,
    user TEXT NOT NULL,
    start_time TEXT,
    end_time TEXT,
    start_ms INTEGER NOT NULL,
    ordered_at INTEGER,
    item INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    developer TEXT NOT NULL,
    source TEXT NOT NULL,
    payload_id INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE by_key (
    key_hash BLOB NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    ordered_at INTEGER,
    PRIMARY KEY (key_hash, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE by_user (
    user_row INTEGER NOT NULL,
    type TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (user_row, type, start_ms, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE users (
    row INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE,
    developer TEXT NOT NULL,
    reference_id TEXT,
    provider TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX users_by_reference ON users (developer, reference_id) WHERE reference_id IS NOT NULL;

  CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payload_id INTEGER NOT NULL,
    item INTEGER NOT NULL,
    code TEXT NOT NULL,
    pointer TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX quarantine_by_payload ON quarantine (payload_id);

  CREATE TABLE cursors (
    destination TEXT PRIMARY KEY,
    claimed_through INTEGER NOT NULL,
    status TEXT NOT NULL,
    since INTEGER NOT NULL,
    code TEXT,
    message TEXT,
    retries INTEGER NOT NULL DEFAULT 0,
    dead_letters INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE claims (
    destination TEXT NOT NULL,
    id TEXT NOT NULL,
    after_seq INTEGER NOT NULL,
    through_seq INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_failed_at INTEGER,
    PRIMARY KEY (destination, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE retries (
    destination TEXT NOT NULL,
    seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    first_failed_at INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (destination, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER retry_added AFTER INSERT ON retries BEGIN
    UPDATE cursors SET retries = retries + 1 WHERE destination = NEW.destination;
  END;
  CREATE TRIGGER retry_removed AFTER DELETE ON retries BEGIN
    UPDATE cursors SET retries = retries - 1 WHERE destination = OLD.destination;
  END;

  CREATE TABLE dead_letters (
    destination TEXT NOT NULL,
    seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    dead_at INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (destination, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER dead_letter_added AFTER INSERT ON dead_letters BEGIN
    UPDATE cursors SET dead_letters = dead_letters + 1 WHERE destination = NEW.destination;
  END;
`;
