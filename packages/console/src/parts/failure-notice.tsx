import { RequestFailure } from "../api/request-failure.ts";

interface FailureNoticeProps {
  readonly failure: Error;
  /** What could not be had: `The list`. */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** Why something is not there, and the way to try again. A server that is away is the banner's to tell. */
export function FailureNotice({ failure, what, onRetry }: FailureNoticeProps) {
  const isAway = failure instanceof RequestFailure && failure.code === "away";
  return (
    <div class="notice" data-tone={isAway ? "warn" : "bad"} role="alert">
      <p>
        <strong>{what} could not be loaded.</strong>{" "}
        {isAway ? "The server does not answer; it is asked again as soon as it does." : failure.message}
      </p>
      {onRetry !== undefined && (
        <p>
          <button type="button" class="button slim" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}
