/**
 * Version 6: checksums of where destinations stand, and how many such rows there are, so that a bit that
 * flips on the disk cannot pass over events in silence. Rows of before get their sums at the next start.
 */
export const version6 = `
  ALTER TABLE cursors ADD COLUMN sum INTEGER;
  ALTER TABLE claims ADD COLUMN sum INTEGER;
  ALTER TABLE cursors ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
  UPDATE cursors SET claims = (SELECT count(*) FROM claims WHERE claims.destination = cursors.destination);
  CREATE TRIGGER claim_added AFTER INSERT ON claims BEGIN
    UPDATE cursors SET claims = claims + 1 WHERE destination = NEW.destination;
  END;
  CREATE TRIGGER claim_removed AFTER DELETE ON claims BEGIN
    UPDATE cursors SET claims = claims - 1 WHERE destination = OLD.destination;
  END;
  ALTER TABLE log ADD COLUMN cursors_summed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE log ADD COLUMN cursors INTEGER NOT NULL DEFAULT 0;
  UPDATE log SET cursors = (SELECT count(*) FROM cursors);
  CREATE TRIGGER cursor_added AFTER INSERT ON cursors BEGIN
    UPDATE log SET cursors = cursors + 1;
  END;
  CREATE TRIGGER cursor_removed AFTER DELETE ON cursors BEGIN
    UPDATE log SET cursors = cursors - 1;
  END;
`;
