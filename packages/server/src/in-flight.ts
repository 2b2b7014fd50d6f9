/** Memory for the bodies of requests that are worked on at once. */
export interface InFlight {
  /** All of them together. */
  readonly bytes: number;
  /** For one request. */
  open(): BodyRoom;
}

export interface BodyRoom {
  /** Takes so many bytes instead of what it had; false: there is no room for so many, and it has what it had. */
  resize(bytes: number): boolean;
  giveBack(): void;
}

/** Keeps what bodies take together below `maxBytes`. */
export function createInFlight(maxBytes: number): InFlight {
  let totalBytes = 0;
  return {
    get bytes() {
      return totalBytes;
    },
    open() {
      let ownBytes = 0;
      const resize = (bytes: number): boolean => {
        const others = totalBytes - ownBytes;
        if (bytes > ownBytes && others + bytes > maxBytes) return false;
        totalBytes = others + bytes;
        ownBytes = bytes;
        return true;
      };
      return { resize, giveBack: () => void resize(0) };
    },
  };
}
