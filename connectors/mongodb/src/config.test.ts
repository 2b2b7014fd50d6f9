import { describe, expect, it } from "vitest";
import { mongodbConfig } from "./config.ts";

function problemsOf(keys: object): readonly string[] {
  const { error } = mongodbConfig.safeParse(keys);
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}

describe("the keys of a mongodb destination", () => {
  it("takes the database of the connection string unless it is named", () => {
    const url = "mongodb://u:p@db.example.com/health%2D1?tls=true";
    expect(mongodbConfig.parse({ url })).toEqual({
      url,
      database: "health-1",
      collectionPrefix: "",
      deletesUsers: false,
    });
    expect(mongodbConfig.parse({ url, database: "other" }).database).toBe("other");
    expect(mongodbConfig.parse({ url: "mongodb+srv://cluster.example.com/a" }).database).toBe("a");
  });

  it("wants a database", () => {
    expect(problemsOf({ url: "mongodb://db.example.com/?tls=true" })).toEqual([
      "database: is required when the connection string names no database",
    ]);
  });

  it.each([
    [{ url: "https://db.example.com/health" }, "url: cannot be read"],
    [{ url: "mongodb://u:p@ss@db.example.com/health" }, "url: cannot be read"],
    [{ url: "mongodb://db.example.com/health?noSuchOption=1" }, "url: cannot be read"],
    [{ url: "mongodb://db.example.com/", database: "a b" }, "database: must be a database name"],
    [{ url: "mongodb://db.example.com/a", collection_prefix: "system.x" }, "collection_prefix: must be"],
    [{ url: "mongodb://db.example.com/a", collection_prefix: "a$b" }, "collection_prefix: must be"],
    [{ url: "mongodb://db.example.com/a", databse: "x" }, ": Unrecognized key"],
  ])("refuses %o", (keys, problem) => {
    expect(problemsOf(keys)).toEqual([expect.stringContaining(problem)]);
  });

  it("tells nothing of the connection string", () => {
    expect(JSON.stringify(problemsOf({ url: "mongodb://user:pa$$@word@host/x" }))).not.toContain("word@");
  });
});
