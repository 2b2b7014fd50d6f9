import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { sign } from "./sign.ts";

const older = "plain-older-secret";
const newer = `whsec_${Buffer.from("bytes of the newer secret").toString("base64")}`;
// Not valid UTF-8: whoever signs text instead of bytes gets it wrong.
const body = Buffer.concat([Buffer.from('{"a":"é'), Buffer.from([0xff, 0x00]), Buffer.from('"}')]);
const text = '{"type":"activity","name":"Ride 🚴"}';
const id = "0a0b0c0d-0000-8000-8000-000000000001";
const now = () => Math.floor(Date.now() / 1000);

describe("signing", () => {
  it("signs Terra's way: the time, a dot and the raw bytes, in hex", () => {
    const signature = sign({ id, body, atSeconds: 1_790_000_000 }, [older])["terra-signature"];
    const expected = createHmac("sha256", older)
      .update(Buffer.concat([Buffer.from("1790000000."), body]))
      .digest("hex");
    expect(signature).toBe(`t=1790000000,v1=${expected}`);
  });

  it("gives one signature per secret, the newest first, the time before all of them", () => {
    const headers = sign({ id, body, atSeconds: 1_790_000_000 }, [newer, older]);
    const [alone, aloneOlder] = [newer, older].map(
      (secret) => sign({ id, body, atSeconds: 1_790_000_000 }, [secret])["terra-signature"]?.split(",")[1],
    );
    expect(headers["terra-signature"]).toBe(`t=1790000000,${alone},${aloneOlder}`);
    expect(headers["x-terra-signature"]).toBe(headers["terra-signature"]);
  });

  it("passes the verification of Standard Webhooks, with either secret", () => {
    const headers = sign({ id, body: Buffer.from(text), atSeconds: now() }, [newer, older]);
    expect(new Webhook(newer).verify(text, headers)).toEqual(JSON.parse(text));
    expect(new Webhook(older, { format: "raw" }).verify(text, headers)).toEqual(JSON.parse(text));
  });

  it("does not pass when the body, the id or the secret is another", () => {
    const headers = sign({ id, body: Buffer.from(text), atSeconds: now() }, [newer]);
    const other = `whsec_${Buffer.from("bytes of another secret").toString("base64")}`;
    expect(() => new Webhook(newer).verify(`${text} `, headers)).toThrow("signature");
    expect(() => new Webhook(newer).verify(text, { ...headers, "webhook-id": "other" })).toThrow("signature");
    expect(() => new Webhook(other).verify(text, headers)).toThrow("signature");
  });

  it("sends no signature without a secret", () => {
    expect(sign({ id, body, atSeconds: 1 }, [])).toEqual({});
  });
});
