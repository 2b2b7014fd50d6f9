import { hash, timingSafeEqual } from "node:crypto";

/** Somebody who may call the API: Terra's two headers. */
export interface Developer {
  readonly devId: string;
  readonly apiKey: string;
  /** Requests a second, with bursts of as many; null: no limit. */
  readonly requestsPerSecond: number | null;
}

/**
 * Tells who calls, from `dev-id` and `x-api-key`; undefined when that is nobody. Takes the same time
 * for a wrong id as for a wrong key, and compares digests so that the length of a key stays unknown.
 */
export function createAuthenticate(
  developers: readonly Developer[],
): (devId: string | undefined, apiKey: string | undefined) => Developer | undefined {
  const known = new Map(
    developers.map((developer) => [developer.devId, { developer, digest: digest(developer.apiKey) }]),
  );
  const nobody = digest("");
  return function authenticate(devId, apiKey) {
    const entry = known.get(devId ?? "");
    const matches = timingSafeEqual(digest(apiKey ?? ""), entry?.digest ?? nobody);
    return matches && apiKey !== undefined && apiKey !== "" ? entry?.developer : undefined;
  };
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
