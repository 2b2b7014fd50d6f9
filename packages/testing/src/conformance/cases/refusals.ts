import assert from "node:assert/strict";
import { assertHolds } from "../assert-holds.ts";
import type { Bench, ConformanceCase } from "../conformance-case.ts";
import { expectCode } from "../expect-code.ts";
import { makeBatch, makeRecords } from "../records.ts";
import { findDeadEndpoint, startSilentServer } from "../silent-server.ts";
import type { RawConfig } from "../target.ts";

/** What the connector says when the destination will not take what it is given. */
export const refusalCases: readonly ConformanceCase[] = [
  {
    name: "names exactly the records that the store refuses",
    waivable: true,
    async run({ subject, target, open, deliver, within, signal }) {
      const most = subject.definition.limits.records;
      const [first, ...rest] = makeRecords(0, Math.min(6, most + 1));
      assert.ok(first);
      const poisoned = rest.filter((_, index) => index % 2 === 0);
      const connector = open();
      await deliver(connector, [first]);
      await given(target.poison, "poison")(poisoned);

      const failures = await within("write", connector.write(makeBatch(rest), { signal: signal() }));

      const named = failures.map(({ id }) => id).sort();
      assert.deepEqual(named, poisoned.map(({ id }) => id).sort(), "the failures name other records");
      for (const { code, message } of failures) {
        assert.ok(
          code === "rejected" || code === "too_large",
          `a refusal is rejected, not ${code}: ${message}`,
        );
      }
      const taken = [first, ...rest.filter((record) => !poisoned.includes(record))];
      await assertHolds(target, subject.definition.guarantee, taken);
    },
  },
  {
    name: "reports a dead endpoint as unavailable or as a timeout",
    waivable: true,
    async run(bench) {
      const config = given(bench.target.configAt, "configAt")(await findDeadEndpoint());
      await expectCode(["unavailable", "timeout"], writeWith(bench, config));
      await expectCode(["unavailable", "timeout"], checkWith(bench, config));
    },
  },
  {
    name: "stops waiting for a silent endpoint when told to",
    waivable: true,
    async run({ target, open, within }) {
      await using server = await startSilentServer();
      const connector = open(given(target.configAt, "configAt")(server.endpoint));
      const stop = new AbortController();
      const reason = new Error("stopped by the kit");
      const writing = connector.write(makeBatch(makeRecords(0, 1)), { signal: stop.signal });
      const rejected = assert.rejects(
        writing,
        (error) => error === reason,
        "write rejects with another error",
      );
      await within("the connection", Promise.race([server.reached, rejected]));
      stop.abort(reason);
      await within("an aborted write", rejected);
    },
  },
  {
    name: "reports wrong credentials as unauthorized",
    waivable: true,
    async run({ target, open, within, signal }) {
      const connector = open(given(target.wrongCredentials, "wrongCredentials"));
      const before = await target.snapshot();
      const writing = connector.write(makeBatch(makeRecords(0, 1)), { signal: signal() });
      await expectCode(["unauthorized"], within("write", writing));
      assert.equal(await target.snapshot(), before, "something was written all the same");
    },
  },
  {
    name: "finds wrong credentials in check",
    waivable: true,
    run: async (bench) =>
      await expectCode(
        ["unauthorized"],
        checkWith(bench, given(bench.target.wrongCredentials, "wrongCredentials")),
      ),
  },
  {
    name: "reports a missing place as not found, or makes it",
    waivable: true,
    async run(bench) {
      const { config, outcome } = given(bench.target.missingPlace, "missingPlace");
      if (outcome === "not_found") return await expectCode(["not_found"], writeWith(bench, config));
      assert.deepEqual(await writeWith(bench, config), []);
    },
  },
  {
    name: "finds a missing place in check, unless it would make it",
    waivable: true,
    async run(bench) {
      const { config, outcome } = given(bench.target.missingPlace, "missingPlace");
      if (outcome === "not_found") return await expectCode(["not_found"], checkWith(bench, config));
      await checkWith(bench, config);
    },
  },
];

function given<T>(value: T | undefined, name: string): T {
  assert.ok(value !== undefined, `the target has no ${name}; add it, or declare this case not applicable`);
  return value;
}

async function writeWith({ open, within, signal }: Bench, config: RawConfig) {
  return await within("write", open(config).write(makeBatch(makeRecords(0, 1)), { signal: signal() }));
}

async function checkWith({ open, within, signal }: Bench, config: RawConfig): Promise<void> {
  await within("check", open(config).check({ signal: signal() }));
}
