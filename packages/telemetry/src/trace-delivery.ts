import type { DeliveryObserver, WrittenBatch } from "@musette/delivery";
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, type Span, type Tracer } from "@opentelemetry/api";
import type { EventOrigins } from "./event-origins.ts";

/**
 * A span for every batch that is handed to a destination. A batch mixes the events of many requests, so it is a
 * trace of its own that links to theirs. What a vendor says of a failure stays in the log: it may quote what it
 * was sent.
 */
export function createDeliveryTracing(
  tracer: Tracer,
  origins: EventOrigins,
): Pick<Required<DeliveryObserver>, "writing" | "wrote"> {
  const open = new Map<WrittenBatch, Span>();

  return {
    writing(destination, batch) {
      const links = origins.of(batch.events.map(({ seq }) => seq)).map((context) => ({ context }));
      const options = {
        kind: SpanKind.CLIENT,
        links,
        attributes: {
          "messaging.operation.type": "send",
          "messaging.operation.name": "deliver",
          "messaging.system": "musette",
          "messaging.destination.name": destination,
          "messaging.batch.message_count": batch.events.length,
          "musette.connector": batch.type,
          "musette.batch.id": batch.id,
          "musette.batch.size": batch.bytes,
          "musette.attempt": batch.failures + 1,
        },
      };
      open.set(batch, tracer.startSpan(`deliver ${destination}`, options, ROOT_CONTEXT));
    },
    wrote(_destination, batch, { outcome, failed, failure }) {
      const span = open.get(batch);
      if (span === undefined) return;
      open.delete(batch);
      span.setAttribute("musette.outcome", outcome);
      if (failure !== null) {
        span.setAttributes({ "error.type": failure.code, "musette.batch.failed_count": failed.length });
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}
