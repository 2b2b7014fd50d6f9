/**
 * Version 8: checksums of users' connections, of sessions, and of which items go on under the key of a
 * summary. Rows of before get theirs at the next start.
 */
export const version8 = `
  ALTER TABLE connections ADD COLUMN sum INTEGER;
  ALTER TABLE sessions ADD COLUMN sum INTEGER;
  ALTER TABLE takeovers ADD COLUMN sum INTEGER;
  ALTER TABLE log ADD COLUMN lookups_summed INTEGER NOT NULL DEFAULT 0;
`;
