import { ensureS3, makeBatch, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import type { BucketPlace } from "./testing/bucket-place.fixture.ts";
import { attemptsOf, openConnector } from "./testing/open-connector.fixture.ts";
import { refuse, startFront } from "./testing/start-front.fixture.ts";

const server = await ensureS3();
const origin = new URL(server.url).origin;
const { signal } = new AbortController();
const batch = makeBatch(makeRecords(0, 60));

describe.skipIf("skipped" in server || !origin.startsWith("http:"))(
  `s3: ${suiteTitle("refusals", server)}`,
  () => {
    let place: BucketPlace;
    beforeEach(() => {
      place = makeBucketPlace(server.url, "refusals");
    });
    afterEach(async () => await place[Symbol.asyncDispose]());

    it("SlowDown: the whole batch waits, and the store is not asked for each record", async () => {
      const after = { "retry-after": "3" };
      await using front = await startFront(origin, (_, response) => refuse(response, 503, "SlowDown", after));
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      await expect(connector.write(batch, { signal })).rejects.toMatchObject({
        code: "throttled",
        retryAfterMs: 3_000,
      });
      expect(front.requests.length).toBeLessThanOrEqual(16);
    });

    it("a store that goes away: what it took is delivered, the rest is named", async () => {
      let left = 20;
      await using front = await startFront(origin, (asked) => {
        left -= 1;
        if (left < 0) asked.socket.resetAndDestroy();
        return left < 0;
      });
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      const failures = await connector.write(batch, { signal });
      expect(failures).toHaveLength(40);
      expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["unavailable"]));
      expect((await place.objects()).size).toBe(20);
    });

    it("a bucket of another region: the answer says which", async () => {
      const region = { "x-amz-bucket-region": "eu-central-1" };
      await using front = await startFront(origin, (_, response) =>
        refuse(response, 301, "PermanentRedirect", region),
      );
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      for (const attempt of attemptsOf(connector)) {
        await expect(attempt()).rejects.toMatchObject({
          code: "not_found",
          message: expect.stringContaining("Set region: eu-central-1"),
        });
      }
    });

    it.each([
      ["a web page", "text/html", "<html>hello</html>"],
      ["nothing", "text/plain", ""],
    ])("an endpoint that is no S3 and answers everything with %s", async (_, type, page) => {
      await using front = await startFront(origin, (_, response) => {
        response.writeHead(200, { "content-type": type }).end(page);
        return true;
      });
      await using connector = openConnector({ ...place.config, endpoint: front.endpoint });
      await expect(connector.write(batch, { signal })).rejects.toMatchObject({ code: "not_found" });
      await expect(connector.check({ signal })).rejects.toMatchObject({
        code: expect.stringMatching(/not_found|unknown/),
      });
    });
  },
);
