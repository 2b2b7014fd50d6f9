/**
 * Version 2: more about users, their connections and sessions; aliases of items; requests for delivery.
 *
 * Like the other indexes `by_alias` is written late and in bulk. Rows of users are given out by us
 * from here on, so that one that was erased is never taken for another.
 */
export const version2 = `
  ALTER TABLE log ADD COLUMN last_user_row INTEGER NOT NULL DEFAULT 0;
  UPDATE log SET last_user_row = (SELECT coalesce(max(row), 0) FROM users);

  ALTER TABLE users ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE users ADD COLUMN scopes TEXT;
  ALTER TABLE users ADD COLUMN newest_at INTEGER;
  ALTER TABLE users ADD COLUMN newest_start INTEGER;
  CREATE INDEX users_by_developer ON users (developer);
  UPDATE users SET (newest_at, newest_start) =
    (SELECT received_at, iif(start_time IS NULL, NULL, start_ms) FROM events
     WHERE seq = (SELECT max(seq) FROM by_user WHERE user_row = users.row));

  CREATE TABLE connections (
    user_id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    sealed BLOB NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    developer TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_expiry ON sessions (expires_at);

  ALTER TABLE events ADD COLUMN alias BLOB;
  CREATE TABLE by_alias (
    alias BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (alias, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE takeovers (
    own_key_hash BLOB PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    user_row INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX takeovers_by_user ON takeovers (user_row);

  ALTER TABLE retries ADD COLUMN request TEXT;
  CREATE TRIGGER dead_letter_removed AFTER DELETE ON dead_letters BEGIN
    UPDATE cursors SET dead_letters = dead_letters - 1 WHERE destination = OLD.destination;
  END;
`;
