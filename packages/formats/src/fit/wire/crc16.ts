/** What a byte turns the CRC into. */
const steps = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) * 0xa001);
  return crc;
});

/** The CRC of a FIT header or file (FIT protocol, "CRC"): CRC-16/ARC, a byte at a time. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (let index = 0; index < bytes.length; index++) {
    crc = (crc >>> 8) ^ (steps[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  }
  return crc;
}
