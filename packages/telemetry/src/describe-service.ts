import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { defaultResource, resourceFromAttributes, type Resource } from "@opentelemetry/resources";

/** Who sends the traces, in the words of OpenTelemetry's semantic conventions (service.*, host.name). */
export function describeService(service: {
  readonly serviceName: string;
  readonly serviceVersion: string;
}): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      "service.name": service.serviceName,
      "service.version": service.serviceVersion,
      "service.instance.id": randomUUID(),
      "host.name": hostname(),
    }),
  );
}
