import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { expect, it } from "vitest";
import { makeHome, runMusette, startMusette } from "../e2e/musette-process.ts";

const secrets = {
  apiKey: "hunter2-api-key",
  signing: "hunter2-signing",
  webhook: "hunter2-webhook",
  header: "hunter2-header",
  path: "hunter2-path",
  database: "hunter2-database",
  s3: "hunter2-s3-secret",
  kafka: "hunter2-kafka",
  admin: "hunter2-admin-token-that-is-long-enough",
  sealing: "ab".repeat(32),
} as const;
const marks = /hunter2|(?:ab){32}/;

it("shows no secret in its output, its answers, its metrics, its errors or its configuration", async () => {
  await using home = await makeHome();
  await using receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(401).end(`bad ${secrets.webhook}`),
  });
  const config = `
server: { port: 0, shutdown_timeout: 1s }
developers: [{ dev_id: tester, api_key: ${secrets.apiKey} }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
sources: { terra: { signing_secret: ${secrets.signing} }, peloton: {} }
admin: { token: ${secrets.admin} }
connect: { public_url: "http://127.0.0.1", encryption_key: ${secrets.sealing} }
destinations:
  - { name: hook, type: webhook, url: "${receiver.origin}/${secrets.path}", secret: ${secrets.webhook}, headers: { x-token: ${secrets.header} }, allow_private: true, batch: { wait: 1ms } }
  - { name: sql, type: sql, url: "postgres://me:${secrets.database}@127.0.0.1:1/db", batch: { wait: 1ms } }
  - { name: lake, type: s3, bucket: b, region: eu-west-1, endpoint: "http://127.0.0.1:1", access_key_id: a, secret_access_key: ${secrets.s3}, batch: { wait: 1ms } }
  - { name: log, type: kafka, brokers: ["127.0.0.1:1"], topic: t, sasl: { mechanism: PLAIN, username: u, password: ${secrets.kafka} }, batch: { wait: 1ms } }
`;
  const file = await home.write("musette.yaml", config);
  const shown: string[] = [];
  {
    await using musette = await startMusette(file);
    const headers = { "x-api-key": secrets.apiKey };
    const workout = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
    expect((await musette.post("/ingest/peloton?user_id=me", workout, headers)).status).toBe(202);
    const wrong = { "x-api-key": `${secrets.apiKey.slice(0, -1)}x` };
    for (const path of ["/ingest/peloton?user_id=me", "/v2/auth/generateWidgetSession"]) {
      shown.push(await (await musette.post(path, "{", headers)).text());
      shown.push((await (await musette.post(path, "{", wrong)).text()).replaceAll(wrong["x-api-key"], ""));
    }
    for (let round = 0; round < 20 && receiver.requests.length === 0; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const path of ["/metrics", "/readyz"])
      shown.push(await (await fetch(new URL(path, musette.url))).text());
    shown.push(await (await musette.post("/ingest/terra", {}, { "terra-signature": "t=1,v1=00" })).text());
    await musette.kill("SIGTERM");
    shown.push(musette.output());
  }
  const printed = await Promise.all(
    [["config", "--print"], ["config", "--json"], ["destinations", "--json"], ["check"]].map(
      async (args) => await runMusette([...args, "--config", file]),
    ),
  );
  const broken = config.replace("region: eu-west-1", "regoin: eu-west-1").replace("port: 0", "port: many");
  printed.push(await runMusette(["check", "--config", await home.write("broken.yaml", broken)]));
  shown.push(...printed.flatMap(({ stdout, stderr }) => [stdout, stderr]));

  expect(printed.map(({ code }) => code)).toEqual([0, 0, 0, 1, 2]);
  expect(shown.join("").length).toBeGreaterThan(5_000);
  for (const text of shown) expect(text).not.toMatch(marks);
});
