/**
 * Version 7: checksums of what waits for a destination or an operator, and of users, so that a bit that
 * flips on the disk is noticed there too. Rows of before get their sums at the next start.
 */
export const version7 = `
  ALTER TABLE retries ADD COLUMN sum INTEGER;
  ALTER TABLE dead_letters ADD COLUMN sum INTEGER;
  ALTER TABLE quarantine ADD COLUMN sum INTEGER;
  ALTER TABLE users ADD COLUMN sum INTEGER;
  ALTER TABLE log ADD COLUMN rows_summed INTEGER NOT NULL DEFAULT 0;
`;
