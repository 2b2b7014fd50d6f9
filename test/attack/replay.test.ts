import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { startAttackedServer, terraSecret } from "./attacked-server.ts";

const body = JSON.stringify({
  type: "athlete",
  user: { user_id: "replayed", provider: "PELOTON" },
  athlete: { age: 40 },
  version: "2022-03-16",
});

it("takes a signed payload once, and never one that is old, early or changed", async () => {
  await using server = await startAttackedServer();
  const post = async (signature: string, sent = body) =>
    await fetch(new URL("/ingest/terra", server.musette.url), {
      method: "POST",
      headers: { "content-type": "application/json", "terra-signature": signature },
      body: sent,
    });
  const sign = (atSeconds: number, secret = terraSecret, scheme = "v1") =>
    `t=${atSeconds},${scheme}=${createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex")}`;
  const now = Math.floor(Date.now() / 1000);

  const refused = [
    sign(now - 301),
    sign(now - 86_400),
    sign(now + 310),
    sign(now, "another"),
    sign(now, terraSecret, "v0"),
    sign(now).replace(`t=${now}`, `t=${now - 1}`),
    sign(now).replace(/,.*/, ""),
    `t=${now},v1=`,
    `t=${now},v1=${"0".repeat(64)}`,
    "t=NaN,v1=00",
    ",",
    "",
  ];
  for (const signature of refused) expect((await post(signature)).status, signature).toBe(401);
  expect((await post(sign(now), body.replace("40", "41"))).status).toBe(401);
  expect(await server.metric("musette_journal_events")).toBe(0);

  expect((await post(sign(now))).status).toBe(202);
  const again = await post(sign(now));
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ events: [{ duplicate: true }] });
  expect(await server.metric("musette_journal_events")).toBe(1);
});
