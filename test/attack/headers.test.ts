import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { startAttackedServer } from "./attacked-server.ts";
import { sendRaw } from "./raw-socket.ts";

const lineEnds = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\0"];

it("lets no user id add a header to a delivery", async () => {
  await using receiver = await startWebhookReceiver();
  await using server = await startAttackedServer({
    destinations: `  - { name: hook, type: webhook, url: "${receiver.origin}/", allow_private: true, batch: { wait: 1ms } }`,
  });
  const post = server.musette.post.bind(server.musette);
  let seed = 0;
  for (const end of lineEnds) {
    const evil = `me${end}x-evil: yes`;
    const named = encodeURIComponent(evil);
    for (const query of [`user_id=${named}`, `reference_id=${named}`]) {
      const workout = generatePelotonWorkout({ seed: ++seed, durationSeconds: 60 });
      expect((await post(`/ingest/peloton?${query}`, workout)).status).toBeLessThan(500);
    }
    const user = { user_id: evil, reference_id: evil, provider: `PELOTON${end}x-evil: yes` };
    const athlete = { type: "athlete", user, athlete: { age: 40 }, version: "2022-03-16" };
    const headers = { "x-terra-ordering-timestamp": "1" };
    expect((await post("/ingest/terra", athlete, headers)).status).toBeLessThan(500);
  }
  const last = generatePelotonWorkout({ seed: 999, durationSeconds: 60 });
  expect((await post("/ingest/peloton?user_id=honest", last)).status).toBe(202);
  await eventually("the honest delivery", () =>
    receiver.taken.some(({ body }) => body.includes('"honest"')) ? true : undefined,
  );
  for (const { headers } of receiver.requests) {
    expect(Object.keys(headers)).not.toContain("x-evil");
    for (const value of Object.values(headers)) expect(String(value)).not.toMatch(/x-evil|\p{Cc}/u);
  }
});

it("lets no request add a header to its answer", async () => {
  await using server = await startAttackedServer();
  const evil = "%0d%0ax-evil:%20yes";
  for (const target of [
    `/${evil}`,
    `/v2/user?user_id=${evil}`,
    `/connect/${evil}`,
    `/ingest/${evil}`,
    `/v2/${evil}?reference_id=${evil}`,
  ]) {
    const request = `GET ${target} HTTP/1.1\r\nHost: test\r\nterra-reference: a${evil}\r\nConnection: close\r\n\r\n`;
    const [head = ""] = (await sendRaw(server.musette.url, request)).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(head).not.toMatch(/^x-evil/im);
  }
});
