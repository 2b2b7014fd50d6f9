import type { IngestTracing, RequestTrace, TracedRequest } from "@musette/server";
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Tracer,
} from "@opentelemetry/api";
import { parseTraceParent, TraceState } from "@opentelemetry/core";
import type { EventOrigins } from "./event-origins.ts";

/** Of a request that is not sampled. */
const notTraced: RequestTrace = {
  step: () => ({ [Symbol.dispose]() {} }),
  stored() {},
  end() {},
};

/**
 * A server span for every ingest request, under the sender's own where it names it, with what the request waits
 * for as its children. Named by the semantic conventions for HTTP; never has a query, a user, a header or a body.
 */
export function createIngestTracing(tracer: Tracer, origins: EventOrigins): IngestTracing {
  return {
    begin(request) {
      const options = { kind: SpanKind.SERVER, attributes: describe(request) };
      const span = tracer.startSpan("POST /ingest/{source}", options, senderContext(request));
      if (!span.isRecording()) return notTraced;
      const within = trace.setSpan(ROOT_CONTEXT, span);
      // A form of files is stored file by file.
      const taken = { accepted: 0, duplicate: 0, quarantined: 0 };
      return {
        step(name) {
          const child = tracer.startSpan(name, {}, within);
          return { [Symbol.dispose]: () => child.end() };
        },
        stored(appended, quarantined) {
          const fresh = appended.filter(({ duplicate }) => !duplicate);
          origins.add(
            fresh.map(({ seq }) => seq),
            span.spanContext(),
          );
          taken.accepted += fresh.length;
          taken.duplicate += appended.length - fresh.length;
          taken.quarantined += quarantined;
        },
        end(status) {
          span.setAttributes({
            "http.response.status_code": status,
            "musette.events.accepted": taken.accepted,
            "musette.events.duplicate": taken.duplicate,
            "musette.items.quarantined": taken.quarantined,
          });
          if (status >= 500) {
            span.setAttribute("error.type", String(status));
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
  };
}

function describe({ source, requestId, bodyBytes }: TracedRequest): Attributes {
  return {
    "http.request.method": "POST",
    "http.route": "/ingest/{source}",
    "url.scheme": "http",
    // What an unknown source is called is the sender's words.
    ...(source === null ? {} : { "url.path": `/ingest/${source}`, "musette.source": source }),
    ...(bodyBytes === null ? {} : { "http.request.body.size": bodyBytes }),
    "musette.request.id": requestId,
  };
}

/** W3C Trace Context; one that is not well formed is as good as none. */
function senderContext({ traceParent, traceState }: TracedRequest): Context {
  const parent = traceParent === undefined ? null : parseTraceParent(traceParent);
  if (parent === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...parent,
    isRemote: true,
    ...(traceState === undefined ? {} : { traceState: new TraceState(traceState) }),
  });
}
