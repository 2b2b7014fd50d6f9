import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ensureSystemdAnalyze, suiteTitle } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { makeHome } from "../e2e/musette-process.ts";
import { shownBlock } from "./shown-block.ts";

const systemdAnalyze = await ensureSystemdAnalyze();
const verify = async (text: string) => {
  await using home = await makeHome();
  // Where Node is on this machine: systemd looks whether it is there.
  const unit = text.replace("/usr/bin/node", process.execPath);
  const file = await home.write("musette.service", unit);
  const run = promisify(execFile)(systemdAnalyze.program, ["verify", "--man=no", file]);
  return await run.then(
    ({ stderr }) => stderr,
    ({ stderr }: { readonly stderr: string }) => stderr,
  );
};
/** systemd reads every unit of the machine with it; only what it says of ours counts. */
const saidOfOurs = async (text: string) =>
  (await verify(text)).split("\n").filter((line) => line.includes("musette"));

describe.skipIf("skipped" in systemdAnalyze)(`the ${suiteTitle("systemd unit", systemdAnalyze)}`, () => {
  it("is understood by systemd", async () => {
    expect(await saidOfOurs(shownBlock("ini musette.service"))).toEqual([]);
  });

  it("would not be with a mistake in it", async () => {
    const mistaken = shownBlock("ini musette.service").replace("ProtectSystem=", "ProtectSysten=");
    expect((await saidOfOurs(mistaken)).join()).toContain("ProtectSysten");
  });
});
