/** A FIT base type: how a number is stored, and which of its values means that there is none. */
export interface BaseType {
  /** As definitions name it; multi-byte types have bit 7 set. */
  readonly code: number;
  /** In bytes; of one character or element for texts and lists. */
  readonly size: number;
  /** The least and greatest valid stored value. */
  readonly least: number;
  readonly greatest: number;
  readonly invalid: number;
}

const unsigned = (code: number, size: number): BaseType => {
  const invalid = 2 ** (8 * size) - 1;
  return { code, size, least: 0, greatest: invalid - 1, invalid };
};

const signed = (code: number, size: number): BaseType => {
  const invalid = 2 ** (8 * size - 1) - 1;
  return { code, size, least: -invalid - 1, greatest: invalid - 1, invalid };
};

/** The z types, in which 0 stands for no value. */
const nonZero = (code: number, size: number): BaseType => ({
  ...unsigned(code, size),
  least: 1,
  greatest: 2 ** (8 * size) - 1,
  invalid: 0,
});

/**
 * The base types that activities need.
 *
 * @see FIT protocol, table "FIT base types and invalid values"
 */
export const baseTypes = {
  enum: unsigned(0x00, 1),
  uint8: unsigned(0x02, 1),
  string: { ...unsigned(0x07, 1), invalid: 0 },
  byte: { ...unsigned(0x0d, 1), greatest: 0xff },
  sint16: signed(0x83, 2),
  uint16: unsigned(0x84, 2),
  sint32: signed(0x85, 4),
  uint32: unsigned(0x86, 4),
  /** The only type that is stored unscaled and unrounded; its invalid value is a NaN of all ones. */
  float32: { code: 0x88, size: 4, least: -3.4e38, greatest: 3.4e38, invalid: Number.NaN },
  uint32z: nonZero(0x8c, 4),
} as const satisfies Record<string, BaseType>;
