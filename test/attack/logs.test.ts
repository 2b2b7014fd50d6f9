import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, runMusette } from "../e2e/musette-process.ts";
import { startAttackedServer } from "./attacked-server.ts";

const escape = "\u001B";
/** Ends the line, writes one of its own, and turns a terminal red. */
const evil = `x\r\n{"level":30,"msg":"forged"}\n${escape}[31mred${escape}]0;title\u0007\u009B31m`;
/** What a terminal obeys. */
const controls = /[^\n\t\P{Cc}]/u;

it("writes one JSON object a line, whatever a sender or a receiver says", async () => {
  await using receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(422, { "x-reason": "no" }).end(evil),
  });
  await using server = await startAttackedServer({
    destinations: `  - { name: hook, type: webhook, url: "${receiver.origin}/", allow_private: true, batch: { wait: 1ms } }`,
  });
  const { musette } = server;
  const named = encodeURIComponent(evil);
  const workout = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
  const user = { user_id: evil.slice(0, 80), reference_id: evil, provider: "PELOTON" };
  await musette.post(`/ingest/peloton?user_id=${named}`, workout);
  await musette.post(`/ingest/${named}?user_id=me`, workout);
  await musette.post("/ingest/terra", { type: "athlete", user, athlete: { age: 40 } });
  await musette.post("/ingest/terra", { type: evil, user });
  await fetch(new URL(`/${named}?${named}`, musette.url), { headers: { "user-agent": "x" } });
  await musette.post("/ingest/peloton?user_id=me", workout);
  await eventually("the receiver's refusal in the log", () =>
    musette.output().includes("will not take event") ? true : undefined,
  );

  const log = musette
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{") || line.includes("forged"));
  expect(log.length).toBeGreaterThan(1);
  for (const line of log) {
    const entry = JSON.parse(line) as { readonly msg: string; readonly pid?: number };
    expect(entry.pid).toBe(musette.child.pid);
    expect(entry.msg).not.toBe("forged");
  }
  expect(musette.output()).not.toMatch(controls);
});

const rude = `
import { DeliveryError, defineConnector } from "@musette/core";
import * as z from "zod";
const refuse = async () => {
  throw new DeliveryError("unauthorized", ${JSON.stringify(`The store said ${evil}`)});
};
export default defineConnector({
  type: "rude", summary: "Says rude things.", config: z.strictObject({}), formats: ["json"],
  limits: { records: 100, bytes: 1000000 }, guarantee: "at-least-once",
  open: () => ({ write: refuse, check: refuse, close: async () => {} }),
});
`;

it("shows an operator what a store said without what a terminal would obey", async () => {
  await using folder = await makeHome();
  await using server = await startAttackedServer({
    plugins: [await folder.write("rude.ts", rude)],
    destinations: "  - { name: rude, type: rude, batch: { wait: 1ms } }",
  });
  const { musette, home } = server;
  await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 1, durationSeconds: 60 }));
  await eventually("the store's word in the log", () =>
    musette.output().includes("The store said") ? true : undefined,
  );
  expect(musette.output()).not.toMatch(controls);
  for (const command of ["destinations", "check"]) {
    const { stdout, stderr } = await runMusette([command, "--config", home.file("musette.yaml")]);
    expect(stdout).toContain("The store said x");
    expect(`${stdout}${stderr}`).not.toMatch(controls);
  }
});
