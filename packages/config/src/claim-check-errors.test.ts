import { describe, expect, it } from "vitest";
import { load, oneLake, problems } from "./load-fixture.ts";

const vault = "  - { name: vault, type: vault }\n";
const claims = (name: string) => `${oneLake}    claim_check: { destination: ${name} }\n`;
const at = "musette.yaml:6:33 destinations[0].claim_check.destination:";

describe("claim_check", () => {
  it("names another destination, which may come before or after", async () => {
    const config = await load(`${claims("vault")}${vault}`);
    expect(config.destinations.map(({ name, claimCheck }) => [name, claimCheck])).toEqual([
      ["one", "vault"],
      ["vault", null],
    ]);
  });

  it("may be shared", async () => {
    const two = "  - { name: two, type: lake, bucket: b, claim_check: { destination: vault } }\n";
    const config = await load(`${claims("vault")}${vault}${two}`);
    expect(config.destinations.map(({ claimCheck }) => claimCheck)).toEqual(["vault", null, "vault"]);
  });

  it.each<[name: string, text: string, ...expected: string[]]>([
    [
      "a name that no destination has, with a suggestion and what there is",
      `${claims("valut")}${vault}`,
      `${at} no destination has this name (did you mean "vault"?); object stores: vault`,
    ],
    [
      "a name that no destination has, where none could be named",
      claims("vault"),
      `${at} no destination has this name; add a destination that is an object store`,
    ],
    [
      "itself",
      claims("one"),
      `${at} a destination cannot be its own claim check; add a destination that is an object store`,
    ],
    [
      "a destination that has a claim check itself",
      `${claims("two")}  - { name: two, type: vault, claim_check: { destination: vault } }\n${vault}`,
      `${at} destinations[1] has a claim check itself; name a destination that has none`,
    ],
    [
      "two destinations that name each other",
      `${claims("two")}  - { name: two, type: vault, claim_check: { destination: one } }\n`,
      `${at} destinations[1] has a claim check itself; name a destination that has none`,
      "musette.yaml:7:59 destinations[1].claim_check.destination: destinations[0] has a claim check itself; name a destination that has none",
    ],
    [
      "a destination that is no object store",
      `${claims("two")}  - { name: two, type: lake, bucket: c }\n${vault}`,
      `${at} a lake destination is no object store; object stores: vault`,
    ],
    [
      "a destination that has errors of its own, whose kind is judged all the same",
      `${claims("two")}  - { name: two, type: lake, buckit: c }\n`,
      `${at} a lake destination is no object store; add a destination that is an object store`,
      "musette.yaml:7:5 destinations[1].bucket: this key is required and missing",
      'musette.yaml:7:30 destinations[1].buckit: unknown key (did you mean "bucket"?)',
    ],
    [
      "a destination of a type that is not known, of which that is all that is said",
      `${claims("two")}  - { name: two, type: valt }\n`,
      'musette.yaml:7:24 destinations[1].type: unknown connector type "valt" (did you mean "vault"?); built in: vault',
    ],
    [
      "nothing",
      `${oneLake}    claim_check:\n`,
      "musette.yaml:6:17 destinations[0].claim_check: expected keys and values, got nothing",
    ],
    [
      "no destination",
      `${oneLake}    claim_check: {}\n`,
      "musette.yaml:6:18 destinations[0].claim_check.destination: this key is required and missing",
    ],
    ["an empty name", claims('""'), `${at} must not be empty`],
    [
      "an unknown key",
      `${oneLake}    claim_check: { destination: vault, prefix: x }\n${vault}`,
      "musette.yaml:6:40 destinations[0].claim_check.prefix: unknown key",
    ],
    [
      "a bare name",
      `${oneLake}    claim_check: vault\n${vault}`,
      "musette.yaml:6:18 destinations[0].claim_check: expected keys and values, got text",
    ],
    [
      "a variable that is not set, of which that is all that is said",
      claims('"${VAULT}"'),
      `${at} environment variable VAULT is not set (set it, or give a default: \${VAULT:-…})`,
    ],
  ])("is told when it names %s", async (_name, text, ...expected) => {
    expect(await problems(text, { connectorTypes: ["vault"] })).toEqual(expected);
  });

  it("does not repeat what a variable holds", async () => {
    const told = await problems(claims('"${VAULT}"'), { env: { VAULT: "hunter2" } });
    expect(told.join()).not.toContain("hunter2");
  });
});
