import { describe, expect, it } from "vitest";
import { readRedirect } from "./redirect.ts";

const allowed = [
  "app.example.com",
  "app.example.com:8443",
  "localhost:3000",
  "[::1]:3000",
  "com.example.app://",
];

describe("a redirect", () => {
  it.each([
    ["https://app.example.com", "https://app.example.com/"],
    ["https://APP.example.com:443/a?b=c#d", "https://app.example.com/a?b=c#d"],
    ["https://app.example.com:8443/", "https://app.example.com:8443/"],
    ["http://localhost:3000/ok", "http://localhost:3000/ok"],
    ["http://[::1]:3000/ok", "http://[::1]:3000/ok"],
    ["com.example.app://connected", "com.example.app://connected"],
    // As a browser reads it, and so as it is checked.
    ["https:\\\\app.example.com\\a", "https://app.example.com/a"],
  ])("may be %s", (text, url) => {
    expect(readRedirect(text, allowed)).toBe(url);
  });

  it.each([
    "",
    "/ok",
    "app.example.com",
    "//app.example.com",
    "http://app.example.com/",
    "https://example.com/",
    "https://app.example.com.evil.test/",
    "https://evil.test/app.example.com",
    "https://evil.test\\@app.example.com/",
    "https://app.example.com@evil.test/",
    "https://user@app.example.com/",
    "https://user:word@app.example.com/",
    "https://app.example.com:8080/",
    "http://localhost:3001/",
    "http://127.0.0.1:3000/",
    "javascript:alert(1)",
    "javascript://app.example.com/%0aalert(1)",
    "data:text/html,x",
    "com.example.app:connected",
    "com.example.other://connected",
    `https://app.example.com/${"a".repeat(2_000)}`,
  ])("may not be %j", (text) => {
    expect(readRedirect(text, allowed)).toBeUndefined();
  });
});
