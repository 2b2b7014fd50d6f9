/** What the role of the test server may reach. */
export const testRolePrefix = "role";

/** The role that a test may assume, with the least permissions that the s3 connector asks for. */
export const testRoleArn = "arn:aws:iam:::role/musette";

/** IAM's documents for it. */
export function testRole(bucket: string) {
  const objects = ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"];
  return {
    name: "musette",
    trust: document([{ Action: ["sts:AssumeRole"], Principal: { AWS: ["arn:aws:iam:::user/musette"] } }]),
    permissions: document([
      { Action: objects, Resource: `arn:aws:s3:::${bucket}/${testRolePrefix}/*` },
      { Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
    ]),
  };
}

function document(statements: readonly Readonly<Record<string, unknown>>[]) {
  return { Version: "2012-10-17", Statement: statements.map((given) => ({ Effect: "Allow", ...given })) };
}
