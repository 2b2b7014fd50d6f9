import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { ConformanceCase } from "../conformance-case.ts";
import { secretPaths } from "../secret-paths.ts";
import { startSilentServer } from "../silent-server.ts";

/** What a connector says of itself, before anything is delivered. */
export const declarationCases: readonly ConformanceCase[] = [
  {
    name: "declares its type, summary, limits and formats",
    async run({ subject: { definition } }) {
      const { records, bytes, recordBytes = bytes } = definition.limits;
      assert.match(definition.type, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      assert.notEqual(definition.summary.trim(), "");
      for (const limit of [records, bytes, recordBytes]) {
        assert.ok(
          Number.isSafeInteger(limit) && limit > 0,
          `a limit is ${limit}, not a positive whole number`,
        );
      }
      assert.ok(recordBytes <= bytes, "recordBytes is more than the bytes of a whole batch");
      assert.equal(new Set(definition.formats).size, definition.formats.length, "a format is listed twice");
    },
  },
  {
    name: "refuses unknown config keys",
    async run({ subject: { definition }, target }) {
      assert.ok(definition.config.safeParse(target.config).success, "the target's config is refused");
      const misspelled = { ...target.config, no_such_key: true };
      assert.ok(!definition.config.safeParse(misspelled).success, "the key no_such_key is taken");
    },
  },
  {
    name: "marks its secrets in the config schema",
    async run({ subject: { definition }, target }) {
      const schema = definition.config.toJSONSchema({ io: "input" });
      for (const { path, marked } of secretPaths(schema, target.config, target.secrets)) {
        assert.ok(marked, `the config key ${path} holds a secret and lacks .meta({ secret: true })`);
      }
    },
  },
  {
    name: "opens without any I/O",
    async run({ open, target }) {
      await using server = await startSilentServer();
      const before = await target.snapshot();
      const connector = open(target.configAt?.(server.endpoint));
      // Whatever it started may need some turns of the event loop to get going.
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      assert.equal(await server.connections(), 0, "open made a connection");
      assert.equal(await target.snapshot(), before, "open changed the place");
      await connector.close();
      assert.equal(await target.snapshot(), before, "open and close changed the place");
    },
  },
];
