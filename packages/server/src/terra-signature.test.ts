import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyTerraSignature } from "./terra-signature.ts";

const body = Buffer.from('{"type":"activity"}');
const nowMs = 1_790_000_000_000;
const stamp = nowMs / 1000;

function sign(secret: string, at: number | string = stamp): string {
  return createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
}

function verify(header: string): boolean {
  return verifyTerraSignature({ header, body, secret: "secret", nowMs });
}

describe("verifyTerraSignature", () => {
  it.each([
    ["one signature", `t=${stamp},v1=${sign("secret")}`],
    ["spaces after the commas", `t=${stamp}, v1=${sign("secret")}`],
    ["a second signature of a new secret", `t=${stamp},v1=${sign("old")},v1=${sign("secret")}`],
    ["other schemes beside it", `t=${stamp},v1=${sign("secret")},v0=abc`],
    ["a time 300 seconds off", `t=${stamp - 300},v1=${sign("secret", stamp - 300)}`],
  ])("accepts %s", (_, header) => {
    expect(verify(header)).toBe(true);
  });

  it.each([
    ["another secret", `t=${stamp},v1=${sign("other")}`],
    ["a scheme that is not v1", `t=${stamp},v0=${sign("secret")}`],
    ["a time 301 seconds ago", `t=${stamp - 301},v1=${sign("secret", stamp - 301)}`],
    ["a time 301 seconds ahead", `t=${stamp + 301},v1=${sign("secret", stamp + 301)}`],
    ["another time than was signed", `t=${stamp - 1},v1=${sign("secret")}`],
    ["no time", `v1=${sign("secret")}`],
    ["a time that is no number", `t=now,v1=${sign("secret", "now")}`],
    ["a signature cut short", `t=${stamp},v1=${sign("secret").slice(0, 62)}`],
    ["nothing", ""],
  ])("refuses %s", (_, header) => {
    expect(verify(header)).toBe(false);
  });
});
