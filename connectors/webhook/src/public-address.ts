import ipaddr from "ipaddr.js";

/** Answers on every Azure machine, with credentials; its address looks like any public one. */
const azureMetadata = "168.63.129.16";

/**
 * Whether an IP address belongs to the public internet. Everything else is refused: loopback, private,
 * link-local (cloud metadata), carrier-grade NAT, multicast, documentation, and the forms of IPv6 that
 * carry another address to somewhere else (NAT64, 6to4, Teredo). An IPv4 address mapped into IPv6 is
 * judged as itself. What is not an IP address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast" && parsed.toString() !== azureMetadata;
}
