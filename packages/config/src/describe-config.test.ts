import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { DestinationConfig } from "./config.ts";
import { describeConfig } from "./describe-config.ts";
import { lake, load } from "./load-fixture.ts";

const secrets = ["api-hunter2", "terra-hunter2", "lake-hunter2", "login-hunter2", "aa".repeat(32)];
const text = `
developers: [{ dev_id: me, api_key: "\${KEY}" }]
sources: { terra: { signing_secret: terra-hunter2 }, peloton: }
connect: { public_url: "https://c.test", encryption_key: ${"aa".repeat(32)} }
destinations:
  - { name: one, type: lake, bucket: b, secret: [lake-hunter2], login: { user: u, password: login-hunter2 }, batch: { records: 7 } }
  - { name: two, type: lake, bucket: "\${BUCKET:-c}", start: now }
`;
const options = {
  file: "musette.yaml",
  text,
  env: { KEY: "api-hunter2" },
  resolveConnector: async (type: string) => (type === "lake" ? lake : undefined),
};

describe("describeConfig", () => {
  it("says what takes effect, defaults and variables too, in the words of the file", async () => {
    const described: unknown = parse(await describeConfig(options, "yaml"));
    expect(described).toMatchObject({
      server: { host: "127.0.0.1", port: 8080, max_body: "32MB", max_connections: 1_000 },
      developers: [{ dev_id: "me", api_key: "***" }],
      sources: { terra: { signing_secret: "***" } },
      connect: { public_url: "https://c.test", encryption_key: "***", redirect_hosts: [] },
      destinations: [
        {
          name: "one",
          format: "json",
          secret: "***",
          login: { user: "u", password: "***" },
          batch: { records: 7, bytes: "8MB" },
          path_style: false,
        },
        { name: "two", bucket: "c", start: "now", samples: "all", retry: { first: "1s" } },
      ],
    });
    expect(JSON.parse(await describeConfig(options, "json"))).toEqual(described);
  });

  it("shows no secret", async () => {
    for (const as of ["yaml", "json"] as const) {
      const printed = await describeConfig(options, as);
      for (const secret of secrets) expect(printed).not.toContain(secret);
    }
  });

  it("takes effect the same when what it says is loaded again", async () => {
    const plain =
      "developers: [{ dev_id: me, api_key: k }]\ndestinations: [{ name: a, type: lake, bucket: b }]\n";
    const again = (await describeConfig({ ...options, text: plain }, "yaml")).replace("***", "k");
    const effect = async (text: string) => {
      const { destinations, ...settings } = await load(text);
      // As written, without the defaults that what is printed has.
      return { ...settings, destinations: destinations.map(withoutGiven) };
    };
    expect(await effect(again)).toEqual(await effect(plain));
  });

  it("fails as loading does where the file is wrong", async () => {
    const wrong = { ...options, text: "developers: []\n" };
    await expect(describeConfig(wrong, "yaml")).rejects.toThrow("at least one developer is needed");
  });
});

function withoutGiven(destination: DestinationConfig): Omit<DestinationConfig, "given"> {
  const { given: _, ...rest } = destination;
  return rest;
}
