import type { TerraProblem } from "../terra-api/terra-problem.ts";

export const notConfigured: TerraProblem = {
  status: 400,
  code: "connect-not-configured",
  detail: "Accounts cannot be connected here: the configuration has no connect: section (docs/connect.md).",
};

/** The documents answer 404 for a resource that does not exist. */
export function unknownResource(resource: string, known: readonly string[]): TerraProblem {
  const there = known.length === 0 ? "None can be connected here." : `Here are: ${known.join(", ")}.`;
  return {
    status: 404,
    code: "unknown-resource",
    detail: `There is no resource ${JSON.stringify(resource.slice(0, 40))} to connect. ${there}`,
  };
}

export function redirectNotAllowed(field: string): TerraProblem {
  const detail = `${field} leads to a place that is not allowed. Give an https URL whose host is listed in connect.redirect_hosts, or a URL of a scheme listed there.`;
  return { status: 400, code: "redirect-not-allowed", detail };
}
