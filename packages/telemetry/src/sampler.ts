import { TraceFlags } from "@opentelemetry/api";
import {
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
} from "@opentelemetry/sdk-trace";

/**
 * Chooses the traces that are sent: as the sender of a request has chosen for its own, else the given share. A
 * batch follows its events: it is sent when the request of one of them is, for a link that leads nowhere helps
 * nobody.
 */
export function createSampler(ratio: number): Sampler {
  const byParent = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  return {
    shouldSample(context, traceId, name, kind, attributes, links) {
      const isFollowed = links.some((link) => (link.context.traceFlags & TraceFlags.SAMPLED) !== 0);
      if (isFollowed) return { decision: SamplingDecision.RECORD_AND_SAMPLED };
      return byParent.shouldSample(context, traceId, name, kind, attributes, links);
    },
    toString: () => `MusetteSampler{${ratio}}`,
  };
}
