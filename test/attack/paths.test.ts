import { randomUUID } from "node:crypto";
import { ensureS3, generatePelotonWorkout, s3Address, suiteTitle } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { eventually } from "../e2e/eventually.ts";
import { curl } from "../e2e/ten/run-client.ts";
import { startAttackedServer } from "./attacked-server.ts";

/** User ids that would leave their folder, or name another object, where they reach a path as they are. */
const userIds = [
  "../../../../etc/passwd",
  "..",
  ".",
  "a/../../b",
  "/absolute",
  "..\\..\\windows",
  "%2e%2e%2f%2e%2e%2fescape",
  "a//b",
  "folder/",
  "?versionId=1&uploads",
  "#fragment",
  "{type}",
  "${PATH}",
];

const s3 = await ensureS3();

describe.skipIf("skipped" in s3)(`s3: ${suiteTitle("user ids in object keys", s3)}`, () => {
  it("stay in one segment of the key, whatever is in them", async () => {
    const { endpoint, region, accessKeyId, secretAccessKey } = s3Address(s3.url);
    const bucket = `attack-${randomUUID()}`;
    const login = ["--aws-sigv4", `aws:amz:${region}:s3`, "--user", `${accessKeyId}:${secretAccessKey}`];
    const signed = [...login, "--header", "x-amz-content-sha256: UNSIGNED-PAYLOAD"];
    await curl(...signed, "--request", "PUT", `${endpoint}/${bucket}`);
    const lake = {
      name: "lake",
      type: "s3",
      bucket,
      region,
      endpoint,
      force_path_style: true,
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
      prefix: "only/here",
      path: "{user_id}/{type}.{ext}",
      batch: { wait: "10ms" },
    };
    await using server = await startAttackedServer({
      destinations: stringify([lake]).replaceAll(/^/gm, "  "),
    });
    for (const [seed, userId] of userIds.entries()) {
      const workout = generatePelotonWorkout({ seed: seed + 1, durationSeconds: 60 });
      const { status } = await server.musette.post(
        `/ingest/peloton?user_id=${encodeURIComponent(userId)}`,
        workout,
      );
      expect(status, userId).toBe(202);
    }
    const keys = await eventually("an object for every user", async () => {
      const listing = await curl(...signed, `${endpoint}/${bucket}`);
      const found = [...listing.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = ""]) => key);
      return found.length >= userIds.length ? found : undefined;
    });
    expect(new Set(keys).size).toBe(userIds.length);
    for (const key of keys) expect(key).toMatch(/^only\/here\/(?!\.+\/)[\w.%~+:-]+\/activity\.json$/);
  });
});
