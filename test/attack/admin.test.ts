import { expect, it } from "vitest";
import { startAttackedServer } from "./attacked-server.ts";

const places = [
  "",
  "/",
  "/destinations",
  "/dead-letters",
  "/quarantine",
  "/events",
  "/replay",
  "/users",
  "//x",
  "/..%2fmetrics",
];
const credentials: readonly Readonly<Record<string, string>>[] = [
  {},
  { authorization: "Bearer " },
  { authorization: "Bearer undefined" },
  { authorization: "Bearer null" },
  { authorization: "Basic YWRtaW46YWRtaW4=" },
  { "dev-id": "tester", "x-api-key": "test-key" },
];

it("opens nothing under /admin where no token is configured, whoever asks", async () => {
  await using server = await startAttackedServer();
  for (const place of places) {
    for (const headers of credentials) {
      for (const method of ["GET", "POST", "DELETE"]) {
        const { status } = await fetch(`${server.musette.url}/admin${place}`, { method, headers });
        expect([401, 403, 404], `${method} /admin${place}`).toContain(status);
      }
    }
  }
});
