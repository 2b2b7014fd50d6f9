import { stringify } from "yaml";
import { eventually } from "../eventually.ts";
import { makeHome, startMusette, testConfig } from "../musette-process.ts";
import { allPlaces } from "./all-places.ts";
import { expectedOf } from "./expected.ts";
import type { Found, Place } from "./place.ts";

/** What became of the ride in one destination. */
export interface Handed {
  readonly destination: string;
  /** The client that read it back. */
  readonly client: string;
  /** Undefined where the ride did not come. */
  readonly found: Found | undefined;
  readonly isSame: boolean;
}

/** The ride as the vendor's payload has it, and as it was found. */
export interface HandedToTen {
  readonly expected: Found;
  readonly places: readonly Handed[];
}

/**
 * Starts a server on one YAML with all ten destinations, posts one Peloton ride, and reads it back from
 * each with a client that is not ours.
 *
 * @param payload one workout, as `POST /ingest/peloton` takes it.
 * @param waitMs how long a destination may take.
 */
export async function handToTen(payload: unknown, waitMs = 60_000): Promise<HandedToTen> {
  const expected = expectedOf(payload);
  await using stack = new AsyncDisposableStack();
  await using home = await makeHome();
  const entries: (readonly [string, Place])[] = [];
  for (const [name, make] of Object.entries(allPlaces)) entries.push([name, stack.use(await make())]);
  const destinations = entries.map(([name, { yaml }]) => ({ name, ...yaml, batch: { wait: "20ms" } }));
  const yaml = stringify(destinations).replaceAll(/^/gm, "  ");
  await using musette = await startMusette(await home.write("ten.yaml", testConfig(home, yaml)));

  const answer = await musette.post("/ingest/peloton?user_id=me", payload);
  if (answer.status !== 202) throw new Error(`POST: ${answer.status} ${await answer.text()}`);
  const places: Handed[] = [];
  for (const [destination, place] of entries) {
    const found = await eventually(`the ride in ${destination}`, () => place.read(), waitMs).catch(
      () => undefined,
    );
    const isSame = found !== undefined && isSameRide(found, expected);
    places.push({ destination, client: place.client, found, isSame });
  }
  return { expected, places };
}

/** Both numbers to nine digits: a store may keep them as decimal or binary. */
function isSameRide(found: Found, expected: Found): boolean {
  const isClose = (left: number | null, right: number | null) =>
    left === null || right === null
      ? left === right
      : Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));
  return (
    isClose(found.distanceMeters, expected.distanceMeters) &&
    isClose(found.workKilojoules, expected.workKilojoules)
  );
}
