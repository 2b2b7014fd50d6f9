const longestUrl = 2_000;
const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A redirect URL that is on the allow list: an https URL of a listed host, an http one where that is this
 * machine, or a URL of a listed scheme. Undefined for every other text. What comes out is the URL as a
 * browser reads it, so that nobody is sent elsewhere than what was checked.
 *
 * @param allowed Hosts, with a port where they have one, and schemes (`com.example.app://`).
 */
export function readRedirect(text: string, allowed: readonly string[]): string | undefined {
  const url = text.length > longestUrl ? null : URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  const isWeb = url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  if (isWeb) return allowed.includes(url.host) ? url.href : undefined;
  // A scheme of the web is never in the list.
  return allowed.includes(`${url.protocol}//`) && url.href.startsWith(`${url.protocol}//`)
    ? url.href
    : undefined;
}
