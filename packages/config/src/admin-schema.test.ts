import { describe, expect, it } from "vitest";
import { developers, load, problems } from "./load-fixture.ts";

const token = "0123456789abcdef";
const admin = (keys: string) => `${developers}admin: { ${keys} }\n`;

describe("admin", () => {
  it("is closed when it is left out", async () => {
    expect((await load(developers)).admin).toBeNull();
  });

  it("takes a token, and where operator events go", async () => {
    expect((await load(admin(`token: ${token}z`))).admin).toEqual({
      token: `${token}z`,
      viewerToken: null,
      events: null,
    });
    const { admin: both } = await load(admin(`token: ${token}z, viewer_token: ${token}v`));
    expect(both?.viewerToken).toBe(`${token}v`);
    const { admin: read } = await load(
      admin(`token: ${token}z, events: { url: "https://ops.example.com/", secret: whsec_YQ== }`),
    );
    expect(read?.events).toEqual({
      url: "https://ops.example.com/",
      secret: "whsec_YQ==",
      allowPrivate: false,
    });
  });

  it.each([
    [
      "the viewer's token to be the operator's",
      `token: ${token}, viewer_token: ${token}`,
      "admin.viewer_token: expected another one than token",
    ],
    ["a short token", "token: 0123456789abcde", "admin.token: expected at least 16 characters"],
    ["a token with a space", `token: "${token} x"`, "admin.token: expected at least 16 characters"],
    [
      "no token",
      "events: { url: 'https://x.example/', secret: s }",
      "admin.token: this key is required and missing",
    ],
    [
      "another scheme",
      `token: x${token}, events: { url: "ftp://x/", secret: s }`,
      "admin.events.url: expected an http",
    ],
    [
      "no secret",
      `token: x${token}, events: { url: "https://x/" }`,
      "admin.events.secret: this key is required",
    ],
    ["a misspelled key", `token: x${token}, event: {}`, 'did you mean "events"?'],
  ])("refuses %s", async (_name, keys, message) => {
    const found = (await problems(admin(keys))).join("\n");
    expect(found).toContain(message);
    expect(found).not.toContain(token);
  });
});
