import { expect, it } from "vitest";
import { printable } from "./printable.ts";

it("leaves text, its lines and tabs, and takes everything away that a terminal obeys", () => {
  expect(printable("a\tb\nc é 🚴 日本")).toBe("a\tb\nc é 🚴 日本");
  const obeyed = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => /\p{Cc}/u.test(character) && character !== "\n" && character !== "\t",
  );
  expect(obeyed).toHaveLength(63);
  expect(printable(obeyed.join(""))).toBe("\uFFFD".repeat(63));
  expect(printable("\u001B[31mred\r\u009B2J")).toBe("\uFFFD[31mred\uFFFD\uFFFD2J");
});
