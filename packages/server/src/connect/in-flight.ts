/**
 * Keeps bodies that are worked on at once below `maxBytes`. Takes the bytes of one and returns how to give
 * them back, or undefined where there is no room now.
 */
export function createInFlight(maxBytes: number): (bytes: number) => (() => void) | undefined {
  let inFlightBytes = 0;
  return function take(bytes) {
    if (inFlightBytes + bytes > maxBytes) return undefined;
    inFlightBytes += bytes;
    return () => void (inFlightBytes -= bytes);
  };
}
