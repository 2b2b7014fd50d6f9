/** What mysql2 writes as two characters. JSON text has none of the other ones it escapes. */
const escaped = /["'\\]/g;
/** Room for the other columns and the words of the statement. */
const restBytes = 64 * 1024;

/** True when a statement with this payload in it is surely within `limitBytes`. */
export function fitsStatement(payload: string, limitBytes: number): boolean {
  const room = limitBytes - restBytes;
  // At most three bytes a character; counting takes time that small payloads need not spend.
  if (payload.length * 3 <= room) return true;
  const escapes = payload.match(escaped)?.length ?? 0;
  return Buffer.byteLength(payload) + escapes <= room;
}
