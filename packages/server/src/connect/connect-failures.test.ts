import { expect, it } from "vitest";
import { createBrowser } from "./browser.fixture.ts";
import { startConnect } from "./connect.fixture.ts";
import { historyFile } from "./history.fixture.ts";

it("a journal that is closed is told to the person in words, and is no error of ours", async () => {
  await using under = await startConnect();
  const browser = createBrowser(under.origin);
  const link = await under.link({ providers: "PELOTON" });
  await browser.open(link);
  await under.journal.close();
  const sent = await browser.submit("/peloton/files", { files: [historyFile(1)] });
  expect(sent.status).toBe(503);
  expect(sent.html).toContain("This does not work right now");
  expect(sent.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(under.reported).toEqual([]);
});

it("forms beyond what memory is set aside for are put off, and can be sent again", async () => {
  await using under = await startConnect({ maxInFlightBytes: 100 });
  const browser = createBrowser(under.origin);
  await browser.open(await under.link({ providers: "PELOTON" }));
  const sent = await browser.submit("/peloton/token", { access_token: "secret" });
  expect(sent.status).toBe(503);
  expect(sent.html).toContain("your link can still be used");
});
