import { BlockList, isIP } from "node:net";

/** What IANA's special-purpose registries reserve, multicast, and Azure's machine metadata. */
const reserved = {
  ipv4: [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["168.63.129.16", 32],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ],
  // Within 2000::/3, the only part of IPv6 that is given out.
  ipv6: [
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ],
} as const;

const reserved4 = new BlockList();
for (const [network, bits] of reserved.ipv4) reserved4.addSubnet(network, bits, "ipv4");
const reserved6 = new BlockList();
for (const [network, bits] of reserved.ipv6) reserved6.addSubnet(network, bits, "ipv6");
const given6 = new BlockList();
given6.addSubnet("2000::", 3, "ipv6");
const mapped = /^(?:0{0,4}:){2,5}ffff:/i;

/**
 * Whether an IP address belongs to the public internet. Everything else is refused: loopback, private,
 * link-local (cloud metadata), carrier-grade NAT, multicast, documentation, and the forms of IPv6 that
 * carry another address to somewhere else (NAT64, 6to4, Teredo, IPv4-compatible). An IPv4 address mapped
 * into IPv6 is judged as itself. What is not an IP address is not public.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved4.check(address, "ipv4");
    case 6:
      if (address.includes("%")) return false;
      // The list sees the address within.
      if (mapped.test(address)) return !reserved4.check(address, "ipv6");
      return given6.check(address, "ipv6") && !reserved6.check(address, "ipv6");
    default:
      return false;
  }
}
