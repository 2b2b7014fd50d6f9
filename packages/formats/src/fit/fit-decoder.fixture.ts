import decoder, { type DecodedMessage } from "fit-decoder";

/** The data messages of a file in their order. Invalid values are left in, as what they are stored as. */
export function decodeFit(bytes: Uint8Array): readonly DecodedMessage[] {
  const file = new ArrayBuffer(bytes.length);
  new Uint8Array(file).set(bytes);
  const messages = decoder.parseRecords(decoder.fit2json(file)).records;
  return messages.filter(({ data }) => Object.keys(data).length > 0);
}
