import { isTimeZone } from "@musette/core";
import * as z from "zod";

/** The IANA name of a time zone that this system knows. */
export function timeZone() {
  return z
    .string()
    .refine(isTimeZone, "expected the IANA name of a time zone, such as Europe/Berlin or America/New_York");
}
