import { hash } from "node:crypto";
import { uuidFromHash } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { identifierSystems } from "./identifier-systems.ts";
import type { Reference, Resource } from "./resources.ts";

/** Collects the resources of one event's bundle. */
export interface BundleComposer {
  /**
   * Adds a resource of this event. Its id follows from the event's key and `role`, so every revision of
   * the event has it, and no other resource may have that role.
   */
  add(role: string, resource: Resource): Reference;
  /** Adds what events share: a person, a machine. Its id follows from `identity` alone. */
  addShared(identity: string, resource: Resource): Reference;
  /** The bundle as JSON text. */
  toJson(): string;
}

export function createBundleComposer(event: FormatEvent): BundleComposer {
  const entry: { readonly fullUrl: string; readonly resource: Resource }[] = [];

  function addShared(identity: string, resource: Resource): Reference {
    const id = uuidFromHash(hash("sha256", `musette/fhir/${identity}`, "hex"));
    const fullUrl = `urn:uuid:${id}`;
    entry.push({ fullUrl, resource: { id, ...resource } });
    return { reference: fullUrl };
  }

  return {
    addShared,
    add: (role, resource) => addShared(`event/${event.key}/${role}`, resource),
    toJson: () =>
      JSON.stringify({
        resourceType: "Bundle",
        id: event.id,
        identifier: { system: identifierSystems.eventKey, value: event.key },
        type: "collection",
        timestamp: new Date(event.receivedAtMs).toISOString(),
        entry,
      }),
  };
}
