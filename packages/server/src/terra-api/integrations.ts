import type { Handler } from "hono";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid } from "./problems.ts";
import { readFlag } from "./read-flag.ts";
import { terraProblemResponse } from "./terra-problem.ts";

/** A provider whose data comes in here without Terra. */
interface Integration {
  readonly source: "peloton" | "ifit";
  readonly provider: string;
  readonly name: string;
}

const integrations: readonly Integration[] = [
  { source: "peloton", provider: "PELOTON", name: "Peloton" },
  { source: "ifit", provider: "IFIT", name: "iFit" },
];

/** Both have workouts and nothing else. */
const types = {
  activity: true,
  body: false,
  daily: false,
  menstruation: false,
  nutrition: false,
  sleep: false,
} as const;

/**
 * `GET /integrations` and `GET /integrations/detailed`, both without a key: the providers whose sources
 * are on. The list of SDK providers is empty, under its name in either version.
 */
export function createIntegrations({ sources }: Pick<TerraApiOptions, "sources">): {
  readonly list: Handler<TerraEnv>;
  readonly listDetailed: Handler<TerraEnv>;
} {
  const enabled = integrations.filter(({ source }) => sources.has(source));
  return {
    list: (context) =>
      context.json({
        status: "success",
        providers: enabled.map(({ provider }) => provider),
        sdk_providers: [],
        sdk_resource: [],
      }),
    listDetailed(context) {
      if (readFlag(context.req.query("sdk"), false) === undefined) {
        return terraProblemResponse(context, invalid("sdk is neither true nor false."));
      }
      const providers = enabled.map(({ provider, name }) => ({ provider, name, enabled: true, types }));
      return context.json({ status: "success", providers });
    },
  };
}
