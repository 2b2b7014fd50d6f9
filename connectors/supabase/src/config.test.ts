import { expect, test } from "vitest";
import { supabaseConfig } from "./config.ts";

const keys = { url: "https://abcdefghijklm.supabase.co", service_key: "sb_secret_abc" };

test("needs the project's URL and a key, and knows the rest", () => {
  expect(supabaseConfig.parse(keys)).toEqual({ ...keys, schema: "public", on_user_delete: "keep" });
});

test.each([
  [{ ...keys, url: "abcdefghijklm.supabase.co" }, "url"],
  [{ ...keys, url: "postgres://postgres@db.abcdefghijklm.supabase.co/postgres" }, "url"],
  [{ ...keys, url: "https://user:password@abcdefghijklm.supabase.co" }, "url"],
  [{ ...keys, service_key: "" }, "service_key"],
  [{ ...keys, service_key: "sb_secret_abc\n" }, "service_key"],
  [{ ...keys, bucket: "" }, "bucket"],
  [{ ...keys, bucket: "a/b" }, "bucket"],
  [{ ...keys, bucket: ".." }, "bucket"],
  [{ ...keys, schema: "" }, "schema"],
])("refuses %j at %s", (config, path) => {
  const { error } = supabaseConfig.safeParse(config);
  expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
