import { defineConnector } from "@musette/core";
import { configSchema } from "./config.ts";
import { addressRule, guardedConnect } from "./guard.ts";
import { createWebhook } from "./write.ts";

/** Posts every event to an HTTP endpoint in Terra's webhook form, signed. */
export default defineConnector({
  type: "webhook",
  summary: "Posts every event to an HTTP endpoint, as Terra does, signed.",
  config: configSchema,
  limits: { records: 100, bytes: 32_000_000 },
  guarantee: "at-least-once",
  formats: ["json", "fhir", "fhir-r5"],
  open(config, context) {
    const { timeoutMs, allowPrivate } = config;
    return createWebhook(
      config,
      context,
      guardedConnect({ timeoutMs, isAllowed: addressRule(allowPrivate) }),
    );
  },
});
