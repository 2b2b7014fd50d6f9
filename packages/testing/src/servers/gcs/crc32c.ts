/** CRC-32C (Castagnoli), bit by bit for each byte value. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** The digest that Google gives for every object: big-endian, in base64. */
export function crc32c(bytes: Uint8Array): string {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE((value ^ 0xffffffff) >>> 0);
  return digest.toString("base64");
}
