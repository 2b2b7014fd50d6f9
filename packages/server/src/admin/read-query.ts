import type { Context } from "hono";
import { badRequest } from "./problems.ts";
import { readInstant } from "./read-instant.ts";
import { refuse } from "./refuse.ts";

/** Reads what a request asks for by name; ends the request where a value cannot be read. */
export interface QueryReader {
  /** Undefined when it is not given or empty. */
  text(name: string): string | undefined;
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined;
  /** Unix milliseconds. */
  instant(name: string): number | undefined;
  /** A whole number from `least` to `most`. */
  whole(name: string, least: number, most: number): number | undefined;
  /** A number that may have decimals. */
  number(name: string, least: number, most: number): number | undefined;
  flag(name: string): boolean;
}

/**
 * @param known The names that the request may have, so that a misspelled filter is not taken for none.
 * @param given What it has: the query's parameters, unless a body was read instead.
 */
export function readQuery(
  context: Context,
  known: readonly string[],
  given: Readonly<Record<string, unknown>> = context.req.query(),
): QueryReader {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const text = `There is no parameter ${quote(unknown)} here. There are: ${known.join(", ")}.`;
    refuse(context, badRequest(text));
  }

  function invalid(name: string, expected: string): never {
    return refuse(
      context,
      badRequest(`${name} ${quote(String(given[name]))} cannot be read: expected ${expected}.`),
    );
  }

  function text(name: string): string | undefined {
    const value = given[name];
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "string" ? value : invalid(name, "text");
  }

  return {
    text,
    oneOf(name, values) {
      const value = text(name);
      if (value === undefined) return undefined;
      return values.find((candidate) => candidate === value) ?? invalid(name, `one of ${values.join(", ")}`);
    },
    instant(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      return (
        readInstant(value) ??
        invalid(name, "a date (2026-03-01), a time with its offset (2026-03-01T08:00:00Z) or Unix seconds")
      );
    },
    whole(name, least, most) {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      return number >= least && number <= most
        ? number
        : invalid(name, `a whole number from ${least} to ${most}`);
    },
    number(name, least, most) {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
      return number >= least && number <= most ? number : invalid(name, `a number from ${least} to ${most}`);
    },
    flag(name) {
      const value = text(name);
      if (value === undefined || value === "false") return false;
      return value === "true" || invalid(name, "true or false");
    },
  };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
