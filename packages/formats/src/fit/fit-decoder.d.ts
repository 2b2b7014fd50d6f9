/** CommonJS without types of its own; as much of it as tests use. */
declare module "fit-decoder" {
  interface DecodedMessage {
    /** By the names of the profile; numbers where it knows none. */
    readonly type: string | number;
    readonly data: Readonly<Record<string, unknown>>;
  }
  const decoder: {
    readonly fit2json: (file: ArrayBuffer) => unknown;
    readonly parseRecords: (json: unknown) => { readonly records: readonly DecodedMessage[] };
  };
  export default decoder;
  export type { DecodedMessage };
}
