import type { SourceName } from "@musette/core";
import { payloadItems } from "../peloton/payload-items.ts";
import { ifitRules } from "./ifit-rules.ts";
import type { Origin } from "./origin.ts";
import { pelotonRules } from "./peloton-rules.ts";
import { valueOf } from "./pointer.ts";
import { resolveRules } from "./resolve-rules.ts";
import { samePaths } from "./same-paths.ts";

/**
 * What of an event came from where in its payload. Places that are not known are left out: those that nothing is known
 * of, and all of a file's, which is no JSON.
 *
 * @param event `item` counts the payload's items as the normalizer does; `body` is what it made of that item.
 */
export function originsOf(
  source: SourceName,
  payload: unknown,
  event: { readonly type: string; readonly item: number; readonly body: unknown },
): readonly Origin[] {
  const { item, body } = event;
  switch (source) {
    case "terra":
      return samePaths(body, terraRoot(payload, event));
    case "peloton":
      return resolveRules(pelotonRules, { payload, roots: pelotonRoots(payload, item), body });
    case "ifit":
      return resolveRules(ifitRules, { payload, roots: ifitRoots(payload, item), body });
    case "file":
      return [];
  }
}

function terraRoot(
  payload: unknown,
  { type, item, body }: { type: string; item: number; body: unknown },
): string {
  if (type === "athlete") return "/athlete";
  const data = valueOf(payload, "data");
  // A user event is the whole body, and has its type in it as the payload has.
  const isWhole = valueOf(body, "type") === type && valueOf(body, "user") !== undefined;
  return Array.isArray(data) && !isWhole ? `/data/${item}` : "";
}

function pelotonRoots(payload: unknown, item: number): Readonly<Record<string, string>> {
  const isContainer = typeof payload === "object" && payload !== null;
  const parts = isContainer ? payloadItems(payload as readonly unknown[])[item] : undefined;
  if (parts === undefined) return {};
  const { workoutPointer: workout, graphPointer: graph } = parts;
  const outer = workout.slice(0, Math.max(0, workout.lastIndexOf("/")));
  const roots = { workout, ...(parts.graph === null ? {} : { graph }) };
  if (parts.ride === null) return { ...roots, ride: `${workout}/ride` };
  return {
    ...roots,
    ride: (valueOf(parts.ride, "ride") ?? null) === null ? `${outer}/ride` : `${outer}/ride/ride`,
  };
}

function ifitRoots(payload: unknown, item: number): Readonly<Record<string, string>> {
  const at = Array.isArray(payload) ? `/${item}` : "";
  const value = Array.isArray(payload) ? (payload[item] as unknown) : payload;
  return {
    item: at,
    log: typeof valueOf(value, "log") === "object" && valueOf(value, "log") !== null ? `${at}/log` : at,
  };
}
