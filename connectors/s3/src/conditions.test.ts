import { ensureS3, makeBatch, makeRecord, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import type { BucketPlace } from "./testing/bucket-place.fixture.ts";
import { openConnector } from "./testing/open-connector.fixture.ts";
import { refuse, startFront } from "./testing/start-front.fixture.ts";

const server = await ensureS3();
const origin = new URL(server.url).origin;
const { signal } = new AbortController();
const none = () => false;

describe.skipIf("skipped" in server || !origin.startsWith("http:"))(
  `s3: ${suiteTitle("conditional writes", server)}`,
  () => {
    let place: BucketPlace;
    beforeEach(() => {
      place = makeBucketPlace(server.url, "conditions");
    });
    afterEach(async () => await place[Symbol.asyncDispose]());

    const write = async (connector: ReturnType<typeof openConnector>, revision: number) =>
      await connector.write(makeBatch([makeRecord({ item: 0, revision })]), { signal });
    const revisions = async () =>
      [...(await place.objects()).values()].map(({ metadata }) => Number(metadata["musetterevision"]));
    const methods = (requests: readonly string[]) => requests.map((request) => request.split(" ")[0]);

    it("need one request for a new object, and few for a newer one", async () => {
      await using front = await startFront(origin, none);
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      await write(connector, 1);
      expect(methods(front.requests)).toEqual(["PUT"]);
      await write(connector, 2);
      // Not more than one PUT with each form of the ETag; from then on the right one comes first.
      expect(methods(front.requests.slice(1, 4))).toEqual(["PUT", "HEAD", "PUT"]);
      expect(front.requests.length).toBeLessThanOrEqual(5);
      const before = front.requests.length;
      await write(connector, 3);
      expect(methods(front.requests.slice(before))).toEqual(["PUT", "HEAD", "PUT"]);
      expect(await revisions()).toEqual([3]);
    });

    it("let the newer win when another process has written in between", async () => {
      await using late = openConnector(place.config);
      let overtaken = false;
      await using front = await startFront(origin, none);
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      await write(connector, 1);
      await using racing = await startFront(origin, ({ method, headers }, response) => {
        if (method !== "PUT" || headers["if-match"] === undefined || overtaken) return false;
        overtaken = true;
        // The other's write first, then this one as if it had come too late.
        void write(late, 9).then(() => refuse(response, 412, "PreconditionFailed"));
        return true;
      });
      await using slow = openConnector({ ...place.config, endpoint: racing.endpoint });
      expect(await write(slow, 5)).toEqual([]);
      expect(overtaken).toBe(true);
      expect(await revisions()).toEqual([9]);
    });

    it("are not asked for again where the store has none, and the order of delivery holds", async () => {
      let refusals = 0;
      await using front = await startFront(origin, ({ headers }, response) => {
        if (headers["if-none-match"] === undefined && headers["if-match"] === undefined) return false;
        refusals += 1;
        return refuse(response, 501, "NotImplemented");
      });
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      for (const revision of [2, 1, 3]) expect(await write(connector, revision)).toEqual([]);
      expect(refusals).toBe(1);
      expect(await revisions()).toEqual([3]);
    });

    it("that another writer spoils are tried anew", async () => {
      let conflicts = 2;
      await using front = await startFront(origin, ({ method }, response) => {
        conflicts -= method === "PUT" ? 1 : 0;
        return conflicts >= 0 && method === "PUT" && refuse(response, 409, "ConditionalRequestConflict");
      });
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      expect(await write(connector, 1)).toEqual([]);
      expect(await revisions()).toEqual([1]);
    });
  },
);
