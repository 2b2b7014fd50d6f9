import type { DestinationView } from "../wire/index.ts";
import { State } from "./state.tsx";

interface DestinationStateProps {
  readonly destination: Pick<DestinationView, "status" | "pausedBy">;
}

/** A destination's state in a word or two. */
export function DestinationState({ destination: { status, pausedBy } }: DestinationStateProps) {
  if (status === "healthy") return <State tone="ok">healthy</State>;
  if (status === "degraded") return <State tone="warn">degraded</State>;
  if (pausedBy === "failure") return <State tone="bad">away</State>;
  return (
    <State tone="plain" icon="pause">
      paused
    </State>
  );
}
