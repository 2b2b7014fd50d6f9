import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { assertHolds } from "../assert-holds.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makeBatch, makeRecords } from "../records.ts";

/** Turns of the event loop after which a write is stopped. */
const stopAfterTurns = [0, 1, 3, 8];

/** Stopping, checking and closing. */
export const lifecycleCases: readonly ConformanceCase[] = [
  {
    name: "writes nothing when it is stopped before it starts",
    async run({ target, open, deliver, within }) {
      const connector = open();
      const [first, ...rest] = makeRecords(0, 2);
      assert.ok(first);
      await deliver(connector, [first]);
      const before = await target.snapshot();
      const reason = new Error("stopped by the kit");
      const writing = connector.write(makeBatch(rest), { signal: AbortSignal.abort(reason) });
      await within(
        "a stopped write",
        assert.rejects(
          writing,
          (error) => error === reason,
          "write does not reject with the signal's reason",
        ),
      );
      assert.equal(await target.snapshot(), before, "something was written");
    },
  },
  {
    name: "can be stopped in the middle of a write, which is then repeated",
    async run({ subject, target, open, deliver, within }) {
      const share = Math.min(20, subject.definition.limits.records);
      const connector = open();
      for (const [index, turns] of stopAfterTurns.entries()) {
        const stop = new AbortController();
        const reason = new Error("stopped by the kit");
        const records = makeRecords(index * share, share);
        const writing = connector.write(makeBatch(records), { signal: stop.signal });
        const outcome = writing.then(
          (failures) => assert.deepEqual(failures, [], "a write that came through reports failures"),
          (error: unknown) => assert.equal(error, reason, "write rejects with another error"),
        );
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        stop.abort(reason);
        await within("an aborted write", outcome);
        await deliver(connector, records);
      }
      const written = makeRecords(0, share * stopAfterTurns.length);
      await assertHolds(target, subject.definition.guarantee, written);
    },
  },
  {
    name: "checks without leaving anything behind",
    async run({ target, open, deliver, within, signal }) {
      const connector = open();
      const before = await target.snapshot();
      await within("check", connector.check({ signal: signal() }));
      assert.equal(await target.snapshot(), before, "check changed an empty place");
      await deliver(connector, makeRecords(0, 1));
      const filled = await target.snapshot();
      await within("check", connector.check({ signal: signal() }));
      assert.equal(await target.snapshot(), filled, "check changed a place in use");
    },
  },
  {
    name: "may be closed twice, and at any time",
    async run({ open, deliver, within }) {
      const unused = open();
      await within("close", unused.close());
      await within("close", unused.close());
      const used = open();
      await deliver(used, makeRecords(0, 1));
      await within("close", Promise.all([used.close(), used.close()]));
      await within("close", used.close());
    },
  },
  {
    name: "refuses to write once it is closed",
    async run({ target, open, within, signal }) {
      const connector = open();
      await connector.close();
      const before = await target.snapshot();
      const writing = connector.write(makeBatch(makeRecords(0, 1)), { signal: signal() });
      await within("write", assert.rejects(writing));
      assert.equal(await target.snapshot(), before, "something was written");
    },
  },
];
