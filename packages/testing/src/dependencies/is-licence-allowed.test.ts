import { expect, it } from "vitest";
import { isLicenceAllowed } from "./is-licence-allowed.ts";

it.each([
  "MIT",
  "Apache-2.0",
  "(MIT OR GPL-3.0-only)",
  "GPL-2.0 OR MIT",
  "MIT AND (ISC OR AGPL-3.0)",
  "((MIT))",
])("allows %s", (expression) => expect(isLicenceAllowed(expression)).toBe(true));

it.each([
  "GPL-3.0-only",
  "MIT AND GPL-3.0-only",
  "MIT AND (GPL-3.0-only OR AGPL-3.0)",
  "SEE LICENSE IN LICENSE.md",
  "UNLICENSED",
  "MIT ISC",
  "(MIT",
  "MIT)",
  "AND",
  "",
  "none stated",
])("does not allow %s", (expression) => expect(isLicenceAllowed(expression)).toBe(false));
