import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Connector } from "@musette/core";
import type { Bench, ConformanceCase } from "../conformance-case.ts";
import { makeBatch, makeRecord } from "../records.ts";
import { findDeadEndpoint } from "../silent-server.ts";
import type { RawConfig } from "../target.ts";

/** Carried in every record of this case: a payload shows itself by it. */
const payloadMark = "resting-heart-rate-of-a-person";

export const secretCases: readonly ConformanceCase[] = [
  {
    name: "tells no secret and no payload in errors, failures and log lines",
    async run(bench) {
      const { open, target, subject, logLines } = bench;
      const told: unknown[] = [];
      for (const config of await troubledConfigs(bench)) told.push(...(await provoke(bench, open(config))));

      const closed = open();
      await closed.close();
      told.push(...(await provoke(bench, closed)));
      told.push(...(await provoke(bench, open(), AbortSignal.abort(new Error("stopped by the kit")))));

      if (target.poison !== undefined) {
        const connector = open();
        await bench.deliver(connector, [marked(1)]);
        await target.poison([marked(0)]);
        told.push(...(await provoke(bench, connector)));
      }
      told.push(subject.definition.config.safeParse({ ...target.config, no_such_key: true }).error);

      for (const text of [...told.map(everythingIn), ...logLines]) {
        for (const secret of target.secrets) assert.ok(!text.includes(secret), "a secret is told");
        assert.ok(!text.includes(payloadMark), "a payload is told");
      }
    },
  },
];

/** The given config with everything wrong that the target knows how to get wrong. */
async function troubledConfigs({ target }: Bench): Promise<readonly RawConfig[]> {
  return [
    target.configAt?.(await findDeadEndpoint()),
    target.wrongCredentials,
    target.missingPlace?.config,
  ].filter((config) => config !== undefined);
}

/** Everything that comes back from a write and a check. */
async function provoke(
  bench: Bench,
  connector: Connector,
  signal = bench.signal(),
): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled([
    bench.within("write", connector.write(makeBatch([marked(0)]), { signal })),
    bench.within("check", connector.check({ signal })),
  ]);
  return settled.map((result) => (result.status === "fulfilled" ? result.value : result.reason));
}

function marked(item: number) {
  return makeRecord({ item, value: JSON.stringify(payloadMark) });
}

/** All that a careless logger could print of a value: own properties and causes, at any depth. */
function everythingIn(value: unknown): string {
  return `${String(value)}\n${inspect(value, { depth: 12, maxArrayLength: null, maxStringLength: null })}`;
}
