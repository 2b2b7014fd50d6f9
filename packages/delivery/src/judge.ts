import { deliveryCodes } from "@musette/core";
import type { DestinationPlan } from "./delivery.ts";
import type { Failure, Pending } from "./pending.ts";

/** Decides what a failure means for one event. */
export interface Judge {
  /** The event itself is refused: sent alone or with others, it will not be taken. */
  isRefusal(failure: Failure, pending: Pending): boolean;
  /** It becomes a dead letter: refused, or failed for longer than it may. */
  isHopeless(failure: Failure, pending: Pending): boolean;
}

export interface JudgeOptions {
  readonly retry: Pick<DestinationPlan["retry"], "giveUpAfterMs">;
  /** Milliseconds that have really passed since a time: setting the clock forward makes nothing older. */
  readonly passedSince: (atMs: number) => number;
  /** Failures from before this do not count towards giving up. */
  readonly awayUntilMs: () => number;
}

/** After so many attempts an error that nobody recognizes is taken for a refusal. */
const mostUnknownAttempts = 10;

export function createJudge({ retry, passedSince, awayUntilMs }: JudgeOptions): Judge {
  const hasFailedTooLong = ({ firstFailedAtMs }: Pending): boolean =>
    firstFailedAtMs !== null && passedSince(Math.max(firstFailedAtMs, awayUntilMs())) > retry.giveUpAfterMs;

  const isRefusal = ({ code }: Failure, pending: Pending): boolean =>
    deliveryCodes[code] === "dead-letter" || (code === "unknown" && pending.attempts >= mostUnknownAttempts);

  return {
    isRefusal,
    isHopeless: (failure, pending) =>
      isRefusal(failure, pending) || (deliveryCodes[failure.code] === "retry" && hasFailedTooLong(pending)),
  };
}
