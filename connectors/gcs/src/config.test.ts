import { describe, expect, it } from "vitest";
import { gcsConfig } from "./config.ts";

const bucket = "health";

function problems(config: object): string {
  const { error } = gcsConfig.safeParse(config);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

describe("the config of gcs", () => {
  it.each([
    {},
    { prefix: "terra", path: "{type}/dt={date}/{user_id}/{key}.{ext}" },
    { credentials_file: "/run/secrets/gcs.json" },
    { credentials: '{"type":"service_account"}' },
    { endpoint: "https://storage-health.p.googleapis.com" },
    { endpoint: "http://127.0.0.1:4443/" },
  ])("takes %o", (keys) => {
    expect(problems({ bucket, ...keys })).toBe("");
  });

  it.each([
    [{ bucket: "Health" }, "bucket: must be the name of a bucket"],
    [{ bucket: "../health" }, "bucket: must be the name of a bucket"],
    [{ path: "{usr}.json" }, "path: unknown variable {usr}"],
    [{ credentials: "-----BEGIN PRIVATE KEY-----" }, "credentials: must be the JSON text"],
    [{ credentials: "{}" }, "credentials: must be the JSON text"],
    [{ credentials: '{"type":"x"}', credentials_file: "x" }, "credentials: give either"],
    [{ endpoint: "storage.googleapis.com" }, "endpoint: must be as https://"],
    [{ endpoint: "https://u:p@storage.googleapis.com" }, "endpoint: must be as https://"],
    [{ endpoint: "https://storage.googleapis.com/storage/v1" }, "endpoint: must be as https://"],
  ])("refuses %o", (keys, message) => {
    expect(problems({ bucket, ...keys })).toContain(message);
  });
});
