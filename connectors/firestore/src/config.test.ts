import { describe, expect, it } from "vitest";
import { firestoreConfig } from "./config.ts";

function problemsOf(keys: object): readonly string[] {
  const { error } = firestoreConfig.safeParse({ project_id: "health", ...keys });
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}

const serviceAccount = { type: "service_account", client_email: "a@b.c", private_key: "the-private-key" };

describe("the keys of a firestore destination", () => {
  it("has defaults for all but the project", () => {
    expect(firestoreConfig.parse({ project_id: "health" })).toEqual({
      projectId: "health",
      database: "(default)",
      credentialsFile: undefined,
      credentials: undefined,
      root: "terra",
      deletesUsers: false,
      emulatorHost: undefined,
    });
  });

  it("reads credentials from JSON text", () => {
    const credentials = JSON.stringify(serviceAccount);
    const { credentials: read } = firestoreConfig.parse({ project_id: "health", credentials });
    expect(read).toEqual(serviceAccount);
  });

  it.each([
    [{ project_id: "My Project" }, "project_id: must be a project id"],
    [{ database: "Default" }, "database: must be (default)"],
    [{ credentials: "the-private-key" }, "credentials: must be the JSON"],
    [{ credentials: '{"private_key": "the-private-key"}' }, "credentials: must be the JSON"],
    [{ root: "apps/musette" }, "root: must be the path of a collection"],
    [{ root: "/terra" }, "root: must be the path of a collection"],
    [{ root: "apps/../terra" }, "root: must not hold"],
    [{ root: "__terra__" }, "root: must not hold"],
    [{ emulator_host: "http://localhost:8080" }, "emulator_host: must be host:port"],
    [{ projct: 1 }, ": Unrecognized key"],
  ])("refuses %o", (keys, problem) => {
    const problems = problemsOf(keys);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toContain("the-private-key");
  });

  it("takes one kind of credentials", () => {
    const both = { credentials_file: "key.json", credentials: JSON.stringify(serviceAccount) };
    expect(problemsOf(both)).toEqual(["credentials: cannot be given together with credentials_file"]);
    expect(problemsOf({ root: "apps/musette/terra", emulator_host: "[::1]:8080" })).toEqual([]);
  });
});
