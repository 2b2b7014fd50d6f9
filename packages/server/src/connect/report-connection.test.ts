import { describe, expect, it } from "vitest";
import { startConnect } from "./connect.fixture.ts";
import { createConnections } from "./connections.ts";
import { reportConnection } from "./report-connection.ts";
import { createSealer } from "./seal.ts";

async function connected() {
  const under = await startConnect();
  const connections = createConnections({ ...under, sealer: createSealer([under.key]) });
  const user = { userId: "anna", developer: "alice", provider: "PELOTON", atMs: under.clock.now() };
  await under.journal.saveUser({ ...user, active: true });
  await connections.save("anna", "peloton", { accessToken: "secret", refreshToken: null });
  return { under, connections };
}

describe("what is reported of a connection", () => {
  it("is sent as connection_error, and the credentials stay", async () => {
    const { under, connections } = await connected();
    await using _ = under;
    await reportConnection(under, {
      userId: "anna",
      type: "connection_error",
      message: "Peloton answered 401",
    });
    expect(await under.events()).toMatchObject([
      {
        type: "connection_error",
        status: "warning",
        message: "Peloton answered 401",
        user: { user_id: "anna", active: true },
      },
    ]);
    expect(await connections.read("anna")).toBeDefined();
  });

  it("is sent as access_revoked, with the user inactive and the credentials deleted", async () => {
    const { under, connections } = await connected();
    await using _ = under;
    await reportConnection(under, { userId: "anna", type: "access_revoked", message: "Revoked" });
    expect(await under.events()).toMatchObject([
      { type: "access_revoked", status: "warning", user: { user_id: "anna", active: false } },
    ]);
    expect(await connections.read("anna")).toBeUndefined();
  });

  it("is sent again when it happens again", async () => {
    const { under } = await connected();
    await using _ = under;
    const report = { userId: "anna", type: "connection_error", message: "Peloton answered 401" } as const;
    await reportConnection(under, report);
    await under.clock.advance(60_000);
    await reportConnection(under, report);
    expect(await under.events()).toHaveLength(2);
  });

  it("fails for a user who is not known", async () => {
    const { under } = await connected();
    await using _ = under;
    const report = { userId: "nobody", type: "access_revoked", message: "Revoked" } as const;
    await expect(reportConnection(under, report)).rejects.toThrow(/user nobody, who is not known here/);
  });
});
