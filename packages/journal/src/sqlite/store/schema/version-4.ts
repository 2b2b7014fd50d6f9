/**
 * Version 4: a checksum in each row of the log, so that a bit that flips on the disk is noticed.
 *
 * Rows up to the two numbers in `log` were stored before and have none.
 */
export const version4 = `
  ALTER TABLE events ADD COLUMN sum INTEGER;
  ALTER TABLE payloads ADD COLUMN sum INTEGER;
  ALTER TABLE log ADD COLUMN unsummed_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE log ADD COLUMN unsummed_payload_id INTEGER NOT NULL DEFAULT 0;
  UPDATE log SET unsummed_seq = head_seq, unsummed_payload_id = last_payload_id;
`;
