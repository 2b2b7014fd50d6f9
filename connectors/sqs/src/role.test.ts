import { makeBatch, makeRecords } from "@musette/testing";
import { afterEach, expect, it, vi } from "vitest";
import sqs from "./index.ts";
import { accept, refuse, startStubServer } from "./stub-server.fixture.ts";

const { signal } = new AbortController();
const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>AKIDASSUMED</AccessKeyId><SecretAccessKey>assumed</SecretAccessKey><SessionToken>token-of-the-role</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

afterEach(() => vi.unstubAllEnvs());

function open(endpoint: string) {
  const config = sqs.config.parse({
    queue_url: "https://sqs.eu-west-1.amazonaws.com/123456789012/events",
    endpoint,
    access_key_id: "AKIDMUSETTE",
    secret_access_key: "kept-between-us",
    role_arn: "arn:aws:iam::123456789012:role/musette",
  });
  Object.freeze(config.accessKey);
  return sqs.open(Object.freeze(config), { name: "queue", log: () => undefined, now: () => 0 });
}

it("a role is assumed with the given keys, once, and signs what is sent", async () => {
  await using stub = await startStubServer(({ text, entries }, response) => {
    if (text.startsWith("Action=AssumeRole") || text.includes("Action=AssumeRole")) response.end(assumed);
    else accept(response, entries);
  });
  vi.stubEnv("AWS_ENDPOINT_URL_STS", stub.endpoint);
  const connector = open(stub.endpoint);
  await connector.write(makeBatch(makeRecords(0, 1)), { signal });
  await connector.write(makeBatch(makeRecords(1, 1)), { signal });
  await connector.close();
  const [login, ...calls] = stub.requests;
  expect(login?.headers.authorization).toContain("Credential=AKIDMUSETTE/");
  expect(login?.text).toContain("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fmusette");
  expect(calls).toHaveLength(2);
  for (const { headers } of calls) {
    expect(headers.authorization).toContain("Credential=AKIDASSUMED/");
    expect(headers["x-amz-security-token"]).toBe("token-of-the-role");
  }
});

it("a role that may not be assumed pauses the destination", async () => {
  await using stub = await startStubServer((_, response) => refuse(response, 403, "AccessDenied"));
  vi.stubEnv("AWS_ENDPOINT_URL_STS", stub.endpoint);
  const connector = open(stub.endpoint);
  await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
  await connector.close();
});
