import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { DeliveryError } from "@musette/core";
import * as z from "zod";
import { broken } from "./broken.ts";
import type { BrokenConnector } from "./broken.ts";
import jsonFolder from "./json-folder.ts";

const silentContext = { name: "broken", log: () => undefined, now: () => 0 };

/** Verbs, errors and a config that do not keep the contract. */
export const mistakesWithCalls: readonly BrokenConnector[] = [
  {
    mistake: "tells its token in an error",
    definition: broken((inner, { token }) => ({
      async check(options) {
        await inner.check(options).catch((cause: unknown) => {
          if (!DeliveryError.is(cause)) throw cause;
          throw new DeliveryError(cause.code, `${cause.message} The token was ${token}.`);
        });
      },
    })),
    fails: ["tells no secret and no payload in errors, failures and log lines"],
  },
  {
    mistake: "tells a payload in the cause of an error",
    definition: broken((inner) => ({
      async write(batch, options) {
        try {
          return await inner.write(batch, options);
        } catch (cause) {
          if (!DeliveryError.is(cause)) throw cause;
          const request = { body: batch.records.map((record) => record.json()) };
          throw new DeliveryError(cause.code, cause.message, { cause: Object.assign(new Error(), request) });
        }
      },
    })),
    fails: ["tells no secret and no payload in errors, failures and log lines"],
  },
  {
    mistake: "leaves a probe behind in check",
    definition: broken((inner, { folder }) => ({
      async check(options) {
        await inner.check(options);
        writeFileSync(join(folder, ".probe"), "");
      },
    })),
    fails: ["checks without leaving anything behind"],
  },
  {
    mistake: "ignores the signal before it starts",
    definition: broken((inner) => ({
      write: async (batch, { signal }) =>
        await inner.write(batch, { signal: signal.aborted ? new AbortController().signal : signal }),
    })),
    fails: ["writes nothing when it is stopped before it starts"],
  },
  {
    mistake: "ignores the signal once it has started",
    definition: broken((inner) => ({
      async write(batch, { signal }) {
        signal.throwIfAborted();
        return await inner.write(batch, { signal: AbortSignal.timeout(3_000) });
      },
    })),
    fails: ["stops waiting for a silent endpoint when told to"],
  },
  {
    mistake: "rejects with an error of its own when it is stopped",
    definition: broken((inner) => ({
      async write(batch, options) {
        try {
          return await inner.write(batch, options);
        } catch (error) {
          if (DeliveryError.is(error)) throw error;
          throw new DeliveryError("unknown", "The write was stopped. Try again.");
        }
      },
    })),
    fails: [
      "stops waiting for a silent endpoint when told to",
      "writes nothing when it is stopped before it starts",
      "can be stopped in the middle of a write, which is then repeated",
    ],
  },
  {
    mistake: "names the wrong record in a partial failure",
    definition: broken((inner) => ({
      async write(batch, options) {
        const failures = await inner.write(batch, options);
        return failures.map((failure) => ({ ...failure, id: batch.records.at(-1)?.id ?? failure.id }));
      },
    })),
    fails: ["names exactly the records that the store refuses"],
  },
  {
    mistake: "does I/O in open",
    definition: broken((inner, { folder }) => {
      if (existsSync(folder)) writeFileSync(join(folder, ".opened"), "");
      return inner;
    }),
    fails: ["opens without any I/O"],
  },
  {
    mistake: "connects in open",
    definition: broken((inner, { gate }) => {
      connect(gate.port, gate.host)
        .on("error", () => undefined)
        .resume();
      return inner;
    }),
    fails: ["opens without any I/O"],
  },
  {
    mistake: "rejects the records when it cannot connect",
    definition: broken((inner) => ({
      async write(batch, options) {
        try {
          return await inner.write(batch, options);
        } catch (error) {
          if (!DeliveryError.is(error) || error.code !== "unavailable") throw error;
          return batch.records.map(({ id }) => ({ id, code: "rejected", message: error.message }));
        }
      },
    })),
    fails: ["reports a dead endpoint as unavailable or as a timeout", "refuses to write once it is closed"],
  },
  {
    mistake: "does not recognize a missing place",
    definition: broken((inner) => ({
      async check(options) {
        await inner.check(options).catch((cause: unknown) => {
          if (!DeliveryError.is(cause) || cause.code !== "not_found") throw cause;
          throw new DeliveryError("unknown", "Something went wrong. Try again.");
        });
      },
    })),
    fails: ["finds a missing place in check, unless it would make it"],
  },
  {
    mistake: "does nothing in check",
    definition: broken(() => ({ check: async () => undefined })),
    fails: [
      "reports a dead endpoint as unavailable or as a timeout",
      "finds wrong credentials in check",
      "finds a missing place in check, unless it would make it",
    ],
  },
  {
    mistake: "writes after it was closed",
    definition: broken((_, config) => ({
      write: async (batch, options) => await jsonFolder.open(config, silentContext).write(batch, options),
    })),
    fails: ["refuses to write once it is closed"],
  },
  {
    mistake: "cannot be closed twice",
    definition: broken((inner) => {
      let closed = false;
      return {
        async close() {
          if (closed) throw new Error("The connector is closed already.");
          closed = true;
          await inner.close();
        },
      };
    }),
    fails: ["may be closed twice, and at any time"],
  },
  {
    mistake: "takes misspelled config keys",
    definition: { ...jsonFolder, config: jsonFolder.config.loose() },
    fails: [
      "refuses unknown config keys",
      "has the config key on_user_delete, if it says that it deletes users",
    ],
  },
  {
    mistake: "does not mark its token as a secret",
    definition: { ...jsonFolder, config: jsonFolder.config.extend({ token: z.string() }) },
    fails: ["marks its secrets in the config schema"],
  },
];
