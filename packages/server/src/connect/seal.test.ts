import { createSecretKey, randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSealer, type SealOwner } from "./seal.ts";

const [key, newKey] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))];
const owner = { userId: "anna", source: "peloton" } as const satisfies SealOwner;
const sealer = createSealer([key]);

describe("a sealer", () => {
  it("opens what it sealed, whatever the text and the owner", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, userId) => {
        const whose = { userId, source: "ifit" } as const;
        return sealer.open(whose, sealer.seal(whose, text)) === text;
      }),
    );
  });

  it("seals the same text differently each time, and shows nothing of it", () => {
    const [one, other] = [sealer.seal(owner, "a secret token"), sealer.seal(owner, "a secret token")];
    expect(one).not.toEqual(other);
    expect(Buffer.from(one).toString("latin1")).not.toContain("secret");
  });

  it.each<[string, SealOwner]>([
    ["another user", { ...owner, userId: "bert" }],
    ["another source", { ...owner, source: "ifit" }],
    // Not told apart by what would be joined without a separator.
    ["a user whose name runs on", { userId: 'anna"', source: "peloton" }],
  ])("does not open for %s", (_name, whose) => {
    const sealed = sealer.seal(owner, "text");
    expect(() => sealer.open(whose, sealed)).toThrow(/cannot be opened: it was changed/);
  });

  it("does not open once any byte of it is another, or is missing", () => {
    const sealed = sealer.seal(owner, "text");
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => sealer.open(owner, changed)).toThrow(/cannot be opened/);
      expect(() => sealer.open(owner, sealed.subarray(0, at))).toThrow(/cannot be opened/);
    }
  });

  it("seals with the newest key and opens with those before it", () => {
    const old = sealer.seal(owner, "text");
    const rotated = createSealer([newKey, key]);
    expect(rotated.open(owner, old)).toBe("text");
    const anew = rotated.seal(owner, "text");
    expect(createSealer([newKey]).open(owner, anew)).toBe("text");
    expect(() => createSealer([newKey]).open(owner, old)).toThrow(/connect\.encryption_key/);
  });

  it("opens bytes that are a part of a larger buffer", () => {
    const sealed = sealer.seal(owner, "text");
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 10);
    expect(sealer.open(owner, larger.subarray(10, -10))).toBe("text");
  });
});
