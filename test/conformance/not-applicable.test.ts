import { connectorConformance } from "@musette/testing";
import type { ConformanceSubject } from "@musette/testing";
import { expect, it } from "vitest";
import { makeFolderTarget } from "./folder-target.ts";
import jsonFolder from "./json-folder.ts";

/** The names of the cases that are made, and the lines that are printed. */
function declare(notApplicable: NonNullable<ConformanceSubject["notApplicable"]>) {
  const names: string[] = [];
  const lines: string[] = [];
  const subject = { name: "folder", definition: jsonFolder, moduleUrl: "", makeTarget: makeFolderTarget };
  connectorConformance(
    { ...subject, notApplicable },
    {
      describe: (_, body) => body(),
      it: (name) => void names.push(name),
      print: (line) => void lines.push(line),
    },
  );
  return { names, lines };
}

it("leaves out a case that does not apply, and says why", () => {
  const all = declare({});
  expect(all.lines).toEqual([]);
  const { names, lines } = declare({ "keeps U+0000": "the store ends its texts with it" });
  expect(names).toEqual(all.names.filter((name) => name !== "keeps U+0000"));
  expect(lines).toEqual(["folder: not applicable: keeps U+0000 (the store ends its texts with it)"]);
});

it.each(["takes the same batch twice", "a case that does not exist"])("does not leave out: %s", (name) => {
  expect(() => declare({ [name]: "it would fail" })).toThrow(`"${name}" is not a case that may be left out`);
});
