import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { developers, load, problems } from "./load-fixture.ts";

const key = randomBytes(32);
const hex = key.toString("hex");
const connect = (keys: string) => `${developers}connect: { ${keys} }\n`;
const complete = `public_url: "https://musette.example.com", encryption_key: ${hex}`;

describe("connect", () => {
  it("is off when it is left out", async () => {
    expect((await load(developers)).connect).toBeNull();
  });

  it.each([
    ["hex", hex],
    ["base64", key.toString("base64")],
    ["base64url", key.toString("base64url")],
  ])("takes a key in %s, which does not show when it is printed", async (_name, text) => {
    const { connect: read } = await load(
      connect(`public_url: "https://m.example.com/", encryption_key: "${text}"`),
    );
    expect(read?.publicUrl).toBe("https://m.example.com");
    expect(read?.encryptionKeys.map((one) => one.export())).toEqual([key]);
    expect(JSON.stringify(read)).not.toContain(text);
  });

  it("takes several keys, the newest first", async () => {
    const other = randomBytes(32).toString("base64");
    const { connect: read } = await load(
      connect(`public_url: "https://m.example.com", encryption_key: ["${other}", ${hex}]`),
    );
    expect(read?.encryptionKeys.map((one) => one.export().toString("base64"))).toEqual([
      other,
      key.toString("base64"),
    ]);
  });

  it("takes hosts, hosts with a port, and schemes of apps", async () => {
    const hosts = ["app.example.com", "localhost:3000", "[::1]:3000", "com.example.app://"];
    const { connect: read } = await load(connect(`${complete}, redirect_hosts: ${JSON.stringify(hosts)}`));
    expect(read?.redirectHosts).toEqual(hosts);
  });

  it.each([
    "https://app.example.com",
    "app.example.com/path",
    "me@app.example.com",
    "App.example.com",
    "*.example.com",
    "javascript://",
    "data://",
    "https://",
    "",
  ])("refuses the redirect host %j", async (host) => {
    const [problem] = await problems(connect(`${complete}, redirect_hosts: [${JSON.stringify(host)}]`));
    expect(problem).toContain("connect.redirect_hosts[0]: expected a host such as app.example.com");
  });

  it.each([
    ["a short key", `public_url: "https://m.example.com", encryption_key: abcd`, "expected 32 bytes"],
    [
      "something else than a key",
      `public_url: "https://m.example.com", encryption_key: "a key!"`,
      "expected 32 bytes",
    ],
    ["no key", `public_url: "https://m.example.com"`, "encryption_key: this key is required and missing"],
    ["no URL", `encryption_key: ${hex}`, "public_url: this key is required and missing"],
    [
      "another scheme",
      `public_url: "ftp://m.example.com", encryption_key: ${hex}`,
      "public_url: expected an http",
    ],
    [
      "a query",
      `public_url: "https://m.example.com/?a=b", encryption_key: ${hex}`,
      "public_url: expected an http",
    ],
    ["a misspelled key", `${complete}, redirect_host: []`, 'did you mean "redirect_hosts"?'],
  ])("refuses %s", async (_name, keys, message) => {
    const found = await problems(connect(keys));
    expect(found.join("\n")).toContain(message);
    expect(found.join("\n")).not.toContain(hex);
  });
});
