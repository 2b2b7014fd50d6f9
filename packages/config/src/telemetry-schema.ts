import * as z from "zod";
import { defaults } from "./defaults.ts";

/** A field name of HTTP (RFC 9110, section 5.6.2). */
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What collectors listen for under their address (OTLP/HTTP). */
const tracesPath = "/v1/traces";

/** `telemetry:`, where traces are sent. */
export const telemetrySchema = z
  .strictObject({
    otlp: z
      .strictObject({
        endpoint: z
          .string()
          .refine(
            isCollectorUrl,
            "expected an http:// or https:// URL without user name, password and fragment",
          )
          .meta({ examples: ["http://localhost:4318"] })
          .describe(
            "The collector's address for OTLP over HTTP, such as http://localhost:4318; /v1/traces is added",
          ),
        headers: z
          .record(
            z.string().regex(headerName, "expected the name of an HTTP header"),
            z
              .string()
              .regex(/^[\t\x20-\x7e]*$/, "expected the value of an HTTP header: printable ASCII in one line")
              .meta({ secret: true }),
          )
          .default({})
          .meta({ examples: [{ authorization: "${OTLP_TOKEN}" }] })
          .describe("Sent to the collector, such as its key"),
        sample_ratio: z
          .number()
          .min(0)
          .max(1)
          .default(defaults.telemetry.sampleRatio)
          .describe(
            "Share of the traces that begin here and are sent, 0 to 1; a sender's own `traceparent` decides for its trace",
          ),
        service_name: z
          .string()
          .min(1)
          .default(defaults.telemetry.serviceName)
          .describe("What this server is called in the traces"),
      })
      .describe("OpenTelemetry traces to a collector, in protobuf"),
  })
  .transform(({ otlp }) => ({
    otlp: {
      url: tracesUrl(otlp.endpoint),
      headers: otlp.headers,
      sampleRatio: otlp.sample_ratio,
      serviceName: otlp.service_name,
    },
  }));

function isCollectorUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === "" && url.password === "" && url.hash === "";
}

function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith(tracesPath) ? path : `${path}${tracesPath}`;
  return url.href;
}
