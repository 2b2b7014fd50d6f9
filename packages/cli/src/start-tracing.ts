import type { MusetteConfig } from "@musette/config";
import type { Tracing } from "@musette/telemetry";
import type { Logger } from "pino";
import manifest from "../package.json" with { type: "json" };

/** Starts traces where they are configured; only then is anything of OpenTelemetry's SDK loaded. */
export async function startTracing(
  telemetry: MusetteConfig["telemetry"],
  log: Pick<Logger, "info" | "warn">,
): Promise<Tracing | undefined> {
  if (telemetry === null) return undefined;
  const { otlp } = telemetry;
  // Without path and query, where some services have a key.
  const collector = new URL(otlp.url).origin;
  const { openTracing } = await import("@musette/telemetry");
  return openTracing({
    ...otlp,
    serviceVersion: manifest.version,
    onLost: ({ spans, code, message }) =>
      log.warn(
        { collector, spans, code },
        `${collector} does not take traces: ${message}; ${spans === 1 ? "one span is" : `${spans} spans are`} lost, and nothing else`,
      ),
    onRecovered: () => log.info({ collector }, `${collector} takes traces again`),
  });
}
