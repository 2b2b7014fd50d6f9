import assert from "node:assert/strict";
import { assertHolds } from "../assert-holds.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makeRecord } from "../records.ts";

/** What an object store does for other destinations, which leave there what is too large for them. */
export const storeCases: readonly ConformanceCase[] = [
  {
    name: "stores single objects and says where they are, if it says that it does",
    async run({ subject: { definition }, target, open, deliver, within, signal }) {
      const connector = open();
      const { storesObjects = false, guarantee } = definition;
      assert.equal(connector.store !== undefined, storesObjects, "`storesObjects` and `store` go together");
      if (!storesObjects) return;
      assert.equal(guarantee, "idempotent", "an object store has the guarantee idempotent");

      const [older, newer] = [1, 2].map((revision) => makeRecord({ item: 0, revision }));
      const other = makeRecord({ item: 1 });
      assert.ok(older !== undefined && newer !== undefined);
      // The same start, as two activities of one user may have: a layout may put both at one path.
      const sameStart = { ...makeRecord({ item: 2 }), startTime: other.startTime };
      const urls: string[] = [];
      for (const record of [newer, other, sameStart, older, newer, sameStart]) {
        const storing = connector.store?.(record, { signal: signal() });
        urls.push(await within("store", storing ?? Promise.reject(new Error("there is no store"))));
      }
      await deliver(connector, [newer, other]);
      await assertHolds(target, guarantee, [newer, other, sameStart]);

      assert.equal(new Set(urls).size, 3, "each item has one URL, whatever the revision");
      assert.equal(urls[5], urls[2], "a repeat is at the same URL");
      for (const url of urls) {
        assert.ok(URL.canParse(url), "what it returns is not a URL");
        assert.equal(new URL(url).search, "", "a URL has a query, which may be a signature");
        for (const secret of target.secrets) assert.ok(!url.includes(secret), "a URL holds a secret");
      }
    },
  },
];
