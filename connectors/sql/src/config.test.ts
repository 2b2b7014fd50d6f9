import { describe, expect, test } from "vitest";
import { sqlConfig } from "./config.ts";

test("fills in the defaults", () => {
  expect(sqlConfig.parse({ url: "sqlite:./data/warehouse.db" })).toEqual({
    url: "sqlite:./data/warehouse.db",
    table_prefix: "terra_",
    samples_table: false,
    on_user_delete: "keep",
  });
});

describe("accepts", () => {
  test.each([
    ["sqlite:/var/lib/musette/warehouse.db"],
    ["sqlite:///var/lib/musette/warehouse.db"],
    ["postgres://musette:secret@db.example.com:5432/health?sslmode=require"],
    ["postgresql://db.example.com/health"],
    ["mysql://musette:secret@db.example.com/health"],
    ["mariadb://musette:secret@db.example.com:3307/health"],
  ])("%s", (url) => {
    expect(sqlConfig.safeParse({ url }).error).toBeUndefined();
  });
});

describe("refuses", () => {
  test.each([
    [{ url: "oracle://db.example.com/health" }, "must start with"],
    [{ url: "sqlite:" }, "must start with"],
    [{ url: "sqlite::memory:" }, "must start with"],
    [{ url: "postgres://user:pass@word@host:port/db" }, "cannot be read"],
    [{ url: "mysql://db.example.com" }, "must end with the database"],
    [{ url: "mysql://db.example.com/health", schema: "fitness" }, "PostgreSQL only"],
    [{ url: "sqlite:a.db", table_prefix: 'x"; drop table users' }, "letters, digits"],
    [{ url: "postgres://db.example.com/health", schema: "a.b" }, "letters, digits"],
    [{ url: "sqlite:a.db", tabel_prefix: "x_" }, "tabel_prefix"],
  ])("%j", (config, message) => {
    const { error } = sqlConfig.safeParse(config);
    expect(error?.message).toContain(message);
  });
});

test("does not repeat a password when it refuses a url", () => {
  const { error } = sqlConfig.safeParse({ url: "mysqli://musette:hunter2@db.example.com" });
  expect(JSON.stringify(error)).not.toContain("hunter2");
});
