const nibbles = Uint16Array.of(
  0x0000,
  0xcc01,
  0xd801,
  0x1400,
  0xf001,
  0x3c00,
  0x2800,
  0xe401,
  0xa001,
  0x6c00,
  0x7800,
  0xb401,
  0x5000,
  0x9c01,
  0x8801,
  0x4400,
);

/** The CRC of a FIT header or file (FIT protocol, "CRC"): CRC-16/ARC, a nibble at a time. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc = (crc >>> 4) ^ at(crc) ^ at(byte);
    crc = (crc >>> 4) ^ at(crc) ^ at(byte >>> 4);
  }
  return crc;
}

function at(value: number): number {
  return nibbles[value & 0xf] ?? 0;
}
