import { postJson } from "../api/request.ts";
import { mayAct } from "../api/session.ts";
import { ActionButton } from "../parts/action-button.tsx";
import { State } from "../parts/state.tsx";
import type { Tone } from "../parts/tone.ts";
import { number } from "../units/numbers.ts";
import { instant } from "../units/time.ts";
import type { ReplayJob } from "../wire/index.ts";

const tones: Readonly<Record<ReplayJob["state"], Tone>> = {
  running: "plain",
  done: "ok",
  stopped: "warn",
  failed: "bad",
};

/** How far a replay has got. */
export function ReplayProgress({
  job,
  onStopped,
}: {
  readonly job: ReplayJob;
  readonly onStopped: () => void;
}) {
  const { id, request, state, matched, seen, replayed, startedAt, error } = job;
  return (
    <li class="card replay-job">
      <div class="row spread">
        <h3>
          To {request.destination} <span class="quiet small">from {instant(startedAt)}</span>
        </h3>
        <State tone={tones[state]}>{state}</State>
      </div>
      <progress
        max={Math.max(1, matched)}
        value={state === "done" ? Math.max(1, matched) : seen}
        aria-label="Progress"
      />
      <p class="row spread">
        <span>
          {number(replayed)} of {number(matched)} set to be delivered again
        </span>
        {state === "running" && mayAct.value && (
          <ActionButton
            class="button slim"
            onAct={async () => {
              await postJson(`/admin/replays/${encodeURIComponent(id)}/stop`);
              onStopped();
              return "Stopped. What was set until then is delivered.";
            }}
          >
            Stop
          </ActionButton>
        )}
      </p>
      {error !== null && (
        <p class="notice" data-tone="bad">
          {error}
        </p>
      )}
    </li>
  );
}
