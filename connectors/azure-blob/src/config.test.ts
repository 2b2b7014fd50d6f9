import { describe, expect, it } from "vitest";
import { azureBlobConfig } from "./config.ts";

const container = "health";
const connection_string =
  "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";
const account_url = "https://acme.blob.core.windows.net";
const sas = "?sv=2026-10-06&sr=c&sp=rcw&sig=c2VjcmV0";

function problems(config: object): string {
  const { error } = azureBlobConfig.safeParse(config);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

describe("the config of azure-blob", () => {
  it.each([
    { connection_string },
    { account_url },
    { account_url, prefix: "terra", path: "{type}/dt={date}/{user_id}/{key}.{ext}" },
    { sas_url: `${account_url}/${sas}` },
    { sas_url: `${account_url}/health${sas}` },
    { sas_url: `http://127.0.0.1:10000/acme/health${sas}` },
  ])("takes %o", (keys) => {
    expect(problems({ container, ...keys })).toBe("");
  });

  it.each([
    [{}, ": needs exactly one of connection_string, sas_url, account_url"],
    [{ account_url, connection_string }, ": needs exactly one of"],
    [{ account_url, container: "Health" }, "container: must be lower-case letters"],
    [{ account_url, container: "a" }, "container: "],
    [{ account_url, container: "a--b" }, "container: must be lower-case letters"],
    [{ account_url, path: "{usr}.json" }, "path: unknown variable {usr}"],
    [{ account_url: "http://acme.blob.core.windows.net" }, "account_url: must be as https://"],
    [{ account_url: `${account_url}/health` }, "account_url: must be as https://"],
    [{ account_url: `${account_url}${sas}` }, "account_url: must be as https://"],
    [{ connection_string: "acme" }, "connection_string: cannot be read"],
    [{ sas_url: `${account_url}/health` }, "sas_url: must be an https:// URL"],
    [{ sas_url: `http://acme.blob.core.windows.net/${sas}` }, "sas_url: must be an https:// URL"],
    [{ sas_url: `${account_url}/photos${sas}` }, "sas_url: is a URL of something else"],
  ])("refuses %o", (keys, message) => {
    const told = problems({ container, ...keys });
    expect(told).toContain(message);
    expect(told).not.toContain("c2VjcmV0");
  });
});
