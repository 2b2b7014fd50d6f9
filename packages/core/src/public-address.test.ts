import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address.ts";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"])(
    "allows %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback anywhere", "127.255.0.9"],
    ["IPv6 loopback", "::1"],
    ["unspecified", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["IPv6 unspecified", "::"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "192.168.1.1"],
    ["link-local and cloud metadata", "169.254.169.254"],
    ["Alibaba metadata in carrier-grade NAT", "100.100.100.200"],
    ["Azure metadata", "168.63.129.16"],
    ["AWS metadata over IPv6", "fd00:ec2::254"],
    ["IPv6 link-local with a zone", "fe80::1%eth0"],
    ["IPv6 site-local", "fec0::1"],
    ["unique local", "fc00::1"],
    ["multicast", "224.0.0.1"],
    ["IPv6 multicast", "ff02::1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["benchmarking", "198.18.0.1"],
    ["documentation", "203.0.113.1"],
    ["IPv6 documentation", "2001:db8::1"],
    ["mapped loopback", "::ffff:127.0.0.1"],
    ["mapped loopback in hex", "::ffff:7f00:1"],
    ["mapped Azure metadata", "::ffff:168.63.129.16"],
    ["IPv4-compatible loopback", "::127.0.0.1"],
    ["IPv4-compatible loopback in hex", "::7f00:1"],
    ["IPv4-compatible public address", "::8.8.8.8"],
    ["mapped loopback, written out", "0:0:0:0:0:ffff:7f00:0001"],
    ["mapped private, with zeros", "0000:0000:0000:0000:0000:FFFF:10.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["local NAT64", "64:ff9b:1::7f00:1"],
    ["6to4", "2002:7f00:1::"],
    ["Teredo", "2001::1"],
    ["discard", "100::1"],
    ["no address", "localhost"],
    ["nothing", ""],
  ])("refuses %s (%s)", (_, address) => expect(isPublicAddress(address)).toBe(false));
});
