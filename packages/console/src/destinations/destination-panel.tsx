import { useState } from "preact/hooks";
import { postJson } from "../api/request.ts";
import { mayAct } from "../api/session.ts";
import { useRemote } from "../api/use-remote.ts";
import { DestinationState } from "../parts/destination-state.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { count, number } from "../units/numbers.ts";
import { roughly } from "../units/time.ts";
import type { DestinationConfig, DestinationTestResult, DestinationView } from "../wire/index.ts";
import { PauseButton } from "./pause-button.tsx";
import { TestResult, type Tried } from "./test-result.tsx";

interface DestinationPanelProps {
  readonly destination: DestinationView;
  /** The server's clock. */
  readonly now: string;
}

export function DestinationPanel({ destination, now }: DestinationPanelProps) {
  const { name, type, since, lagEvents, delivered, retries, deadLetters, lastError, advice, status } =
    destination;
  const path = `/admin/destinations/${encodeURIComponent(name)}`;
  const { data: config, failure, reload } = useRemote<DestinationConfig>(`${path}/config`);
  const [tried, setTried] = useState<Tried | null>(null);
  const [asking, setAsking] = useState(false);

  async function attempt(what: Tried["what"]): Promise<void> {
    setTried({ what, state: "running" });
    try {
      setTried({ what, state: "done", result: await postJson<DestinationTestResult>(`${path}/${what}`) });
    } catch (error) {
      setTried({ what, state: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <li class="card panel" id={`destination-${name}`}>
      <div>
        <div class="row spread">
          <h2>
            {name} <span class="bag-type">{type}</span>
          </h2>
          <DestinationState destination={destination} />
        </div>
        <p class="quiet">
          for {roughly(Math.max(1, (Date.parse(now) - Date.parse(since)) / 1000))} ·{" "}
          {lagEvents === 0 ? "up to date" : `${count(lagEvents, "event")} behind`} · {number(delivered)}{" "}
          delivered since the start
          {retries > 0 && ` · ${number(retries)} retrying`}
          {deadLetters > 0 && ` · ${count(deadLetters, "dead letter")}`}
        </p>
        {lastError !== null && status !== "healthy" && (
          <div class="notice" data-tone="bad">
            <p>{lastError.message ?? lastError.code}</p>
            {advice !== null && <p>{advice}</p>}
          </div>
        )}
        {mayAct.value && (
          <div class="row panel-actions">
            <button
              type="button"
              class="button"
              disabled={tried?.state === "running"}
              onClick={() => void attempt("check")}
              aria-label={`Check now: ${name}`}
            >
              Check now
            </button>
            <button
              type="button"
              class="button"
              disabled={tried?.state === "running"}
              onClick={() => setAsking(true)}
              aria-label={`Send a test event to ${name}`}
            >
              Send a test event
            </button>
            <PauseButton destination={destination} />
          </div>
        )}
        <div role="status">{tried !== null && <TestResult tried={tried} />}</div>
      </div>
      <div>
        <h3>What the configuration says</h3>
        {failure !== undefined && (
          <FailureNotice failure={failure} what="Its configuration" onRetry={reload} />
        )}
        {config === undefined && failure === undefined && <Skeleton height={140} />}
        {config !== undefined && (
          <pre class="payload" tabIndex={0} aria-label={`Configuration of ${name}, secrets masked`}>
            {config.yaml}
          </pre>
        )}
      </div>
      {asking && (
        <Dialog
          title={`Send a test event to ${name}?`}
          confirm="Send it"
          onConfirm={() => attempt("test")}
          onClose={() => setAsking(false)}
        >
          <p>
            One generated workout of the user <code>musette-test</code> is written there, as any other would
            be, and stays there until you delete it.
          </p>
        </Dialog>
      )}
    </li>
  );
}
