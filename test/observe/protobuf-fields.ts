/** One field of a message, without what it is called. */
export interface Field {
  readonly number: number;
  /** A number, or the bytes of a text or of a message. */
  readonly value: bigint | Uint8Array;
}

/** Reads one message of Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding). */
export function readFields(message: Uint8Array): readonly Field[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const fields: Field[] = [];
  let at = 0;

  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  function take(bytes: number): number {
    at += bytes;
    return at - bytes;
  }

  while (at < message.byteLength) {
    const tag = Number(varint());
    const number = tag >> 3;
    const wireType = tag & 7;
    if (wireType === 0) fields.push({ number, value: varint() });
    else if (wireType === 1) fields.push({ number, value: view.getBigUint64(take(8), true) });
    else if (wireType === 5) fields.push({ number, value: BigInt(view.getUint32(take(4), true)) });
    else if (wireType === 2) {
      const length = Number(varint());
      const start = take(length);
      if (at > message.byteLength) throw new RangeError(`Field ${number} is cut off.`);
      fields.push({ number, value: message.subarray(start, at) });
    } else throw new RangeError(`Wire type ${wireType} of field ${number} is not of this format.`);
  }
  return fields;
}
