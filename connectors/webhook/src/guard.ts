import { lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { DeliveryError, isPublicAddress } from "@musette/core";
import type { buildConnector as connectors } from "undici";
import { buildConnector } from "./undici.ts";

export interface GuardOptions {
  /** Which IP addresses may be connected to. */
  readonly isAllowed: (address: string) => boolean;
  readonly timeoutMs: number;
  /** Finds the addresses of a name; the system's resolver unless a test passes its own. */
  readonly lookup?: LookupFunction;
  /** Certificate authorities in PEM; those that Node trusts unless a test passes its own. */
  readonly ca?: string;
}

/** Judges addresses by `allow_private`. */
export function addressRule(allowPrivate: boolean): (address: string) => boolean {
  return allowPrivate ? () => true : isPublicAddress;
}

/**
 * Makes connections, only to addresses that are allowed. The address is judged where the socket is
 * opened, so that a name cannot resolve to a public address when it is looked at and to a private one
 * when it is used (DNS rebinding): names are resolved once, and what was judged is what is connected to.
 */
export function guardedConnect(options: GuardOptions): connectors.connector {
  const { isAllowed, timeoutMs, lookup = systemLookup, ca } = options;
  const trust = ca === undefined ? {} : { ca };
  // HTTP/2 would gain nothing: events are posted over a handful of connections.
  const connect = buildConnector({ timeout: timeoutMs, allowH2: false, lookup: guardedLookup, ...trust });

  return (target, callback) => {
    // An address in place of a name is not looked up.
    if (isIP(target.hostname) !== 0 && !isAllowed(target.hostname)) {
      callback(refusal(target.hostname), null);
    } else {
      connect(target, callback);
    }
  };

  function guardedLookup(...[name, lookupOptions, callback]: Parameters<LookupFunction>): void {
    lookup(name, { ...lookupOptions, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) {
        callback(error ?? Object.assign(new Error(`${name} has no address`), { code: "ENOTFOUND" }), "");
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        callback(refusal(name), "");
      } else if (lookupOptions.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  }
}

function refusal(host: string): DeliveryError {
  return new DeliveryError(
    "unauthorized",
    `Refused to connect to ${host}: it is not an address of the public internet. ` +
      "If the receiver is in your own network, set allow_private: true.",
  );
}
