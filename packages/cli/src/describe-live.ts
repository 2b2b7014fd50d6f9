import type { LiveDestinations } from "./live-destinations.ts";
import { table } from "./table.ts";

/** The answer for people: a table, and below it what is wrong and what to do. */
export function describeLive({ destinations, unconfigured }: LiveDestinations): string {
  const headings = ["NAME", "TYPE", "STATE", "BEHIND", "SECONDS", "RETRIES", "DEAD", "DELIVERED"];
  const rows = destinations.map((row) => [
    row.name,
    row.type,
    row.status,
    row.lagEvents,
    Math.round(row.lagSeconds),
    row.retries,
    row.deadLetters,
    row.delivered,
  ]);
  const notes = destinations.flatMap(({ name, status, message, lastError, advice }) => {
    const what = status === "healthy" ? [] : [message ?? lastError?.message];
    return [...what, advice].flatMap((note) => (note ? [`${name}: ${note}`] : []));
  });
  const gone = unconfigured.map(({ name, advice }) => `${name}: not in the configuration. ${advice}`);
  const below = [...notes, ...gone].map((note) => `\n  ${note}`).join("");
  return `${table(headings, rows)}${below === "" ? "" : `\n${below}`}`;
}
