import { makeBatch, makeRecords, startWebhookReceiver } from "@musette/testing";
import { describe, expect, it } from "vitest";
import webhook from "./index.ts";

const { signal } = new AbortController();

/** Posts one event to a receiver that redirects from /events to `location`, and takes it elsewhere. */
async function deliver(status: number, location: string | undefined) {
  await using receiver = await startWebhookReceiver({
    answer({ path }, response) {
      if (path !== "/events") response.writeHead(200).end();
      else response.writeHead(status, location === undefined ? {} : { location }).end();
    },
  });
  const config = webhook.config.parse({
    url: `${receiver.origin}/events`,
    secret: "s3cret",
    allow_private: true,
  });
  const connector = webhook.open(config, { name: "hook", log: () => undefined, now: () => Date.now() });
  const [outcome] = await Promise.allSettled([connector.write(makeBatch(makeRecords(0, 1)), { signal })]);
  await connector.close();
  return { outcome, requests: receiver.requests };
}

describe("a redirect", () => {
  it.each([307, 308])("with %i to another path is followed with the same event", async (status) => {
    const { outcome, requests } = await deliver(status, "/moved?to=here");
    expect(outcome).toMatchObject({ status: "fulfilled", value: [] });
    const [before, after] = requests;
    expect(after?.path).toBe("/moved?to=here");
    expect({ ...after, path: "/events" }).toEqual(before);
  });

  it.each([300, 301, 302, 303, 304])("with %i, which loses the POST, is not followed", async (status) => {
    const { outcome, requests } = await deliver(status, "/moved");
    expect(outcome).toMatchObject({ reason: { code: "not_found" } });
    expect(requests).toHaveLength(1);
  });

  it("to another origin is not followed, and named without its path", async () => {
    await using other = await startWebhookReceiver();
    const { outcome } = await deliver(307, `${other.origin}/token-in-the-path`);
    expect(outcome).toMatchObject({ reason: { code: "not_found" } });
    const { message } = (outcome as PromiseRejectedResult).reason as Error;
    expect(message).toContain(other.origin);
    expect(message).not.toContain("token-in-the-path");
    expect(other.requests).toEqual([]);
  });

  it.each([
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "//10.0.0.1/",
    "http://",
    undefined,
  ])("to %s is not followed", async (location) => {
    const { outcome, requests } = await deliver(308, location);
    expect(outcome).toMatchObject({ reason: { code: "not_found" } });
    expect(requests).toHaveLength(1);
  });

  it("to itself is given up after three", async () => {
    const { outcome, requests } = await deliver(307, "/events");
    expect(outcome).toMatchObject({ reason: { code: "not_found" } });
    expect((outcome as PromiseRejectedResult).reason).toMatchObject({
      message: expect.stringContaining("more than 3 redirects") as unknown,
    });
    expect(requests).toHaveLength(4);
  });
});
