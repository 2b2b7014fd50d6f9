import { expect, it } from "vitest";
import { judgeAudit } from "./judge-audit.ts";

it.each([
  ["verified", 0, "audited 640 packages in 9s\n\n640 packages have verified registry signatures\n"],
  [
    "refused",
    1,
    "audited 2 packages in 1s\n\n1 package has an invalid registry signature:\n\nkms-demo@1.0.0\n",
  ],
  ["refused", 1, "1 package has a missing registry signature but the registry is providing signing keys:\n"],
  ["refused", 1, "1 package has an invalid attestation:\n\nSomeone might have tampered with this package\n"],
  [
    "not checked",
    1,
    "npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org failed\n",
  ],
  [
    "not checked",
    1,
    "npm error found no dependencies to audit that were installed from a supported registry\n",
  ],
  ["not checked", null, ""],
])("is %s (exit code %s)", (verdict, exitCode, output) => {
  expect(judgeAudit({ exitCode, output })).toBe(verdict);
});
