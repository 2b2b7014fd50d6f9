/** SPDX identifiers of licences that ask for their notice to be kept, or for nothing. */
const allowed: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
  "Zlib",
]);

/**
 * Whether a package under this SPDX expression may come with ours: of `OR` one is enough, of `AND` all are
 * needed. What is not such an expression is not allowed.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function isLicenceAllowed(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  function either(): boolean {
    let holds = both();
    while (tokens[at] === "OR") {
      at += 1;
      holds = both() || holds;
    }
    return holds;
  }

  function both(): boolean {
    let holds = one();
    while (tokens[at] === "AND") {
      at += 1;
      holds = one() && holds;
    }
    return holds;
  }

  function one(): boolean {
    const token = tokens[at++];
    if (token !== "(") return token !== undefined && allowed.has(token);
    const holds = either();
    return tokens[at++] === ")" && holds;
  }

  const holds = either();
  return holds && at === tokens.length;
}
