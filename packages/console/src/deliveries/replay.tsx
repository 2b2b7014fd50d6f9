import { useEffect, useState } from "preact/hooks";
import { overview, replayJobs } from "../api/live.ts";
import { postJson } from "../api/request.ts";
import { mayAct } from "../api/session.ts";
import { useRemote } from "../api/use-remote.ts";
import { Dialog } from "../parts/dialog.tsx";
import { failureText } from "../parts/failure-text.ts";
import { count } from "../units/numbers.ts";
import type { ReplayJob, ReplayRequest, ReplaysAnswer } from "../wire/index.ts";
import { ReplayProgress } from "./replay-progress.tsx";

interface Asked {
  readonly request: ReplayRequest;
  readonly matched: number;
}

/** Delivers a time range again: counted first, then watched. */
export function Replay() {
  const destinations = overview.value?.destinations ?? [];
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { data, reload } = useRemote<ReplaysAnswer>("/admin/replays");
  const told = replayJobs.value;
  useEffect(() => {
    if (told.size > 0) reload();
  }, [told.size]);
  const jobs = (data?.replays ?? []).map((job) => told.get(job.id) ?? job);

  async function ask(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const field = (name: string) => ((form.get(name) as string | null) ?? "").trim();
    const given = Object.fromEntries(
      ["from", "to", "user", "type", "provider"]
        .map((name) => [name, field(name)])
        .filter(([, value]) => value !== ""),
    );
    const request: ReplayRequest = {
      destination: field("destination"),
      by: field("by") === "item" ? "item" : "arrival",
      ...given,
      ...(Object.keys(given).length === 0 ? { all: true } : {}),
    };
    setFailure(null);
    try {
      const { matched } = await postJson<{ readonly matched: number }>("/admin/replay?dry_run=true", request);
      setAsked({ request, matched });
    } catch (error) {
      setFailure(failureText(error));
    }
  }

  return (
    <section class="stack" aria-label="Replay">
      {mayAct.value && (
        <form class="card replay-form" onSubmit={(event) => void ask(event)}>
          <h2>Deliver again</h2>
          <p class="quiet">
            To a destination that lost its data, or after a change of its fields or format. Of each item the
            newest revision goes; what the destination does with one that it has is its guarantee.
          </p>
          <div class="replay-fields">
            <label class="field">
              <span class="label">Destination</span>
              <select class="input" name="destination" required>
                {destinations.map(({ name }) => (
                  <option value={name} key={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              <span class="label">Times are of</span>
              <select class="input" name="by">
                <option value="arrival">arrival</option>
                <option value="item">the workout’s start</option>
              </select>
            </label>
            <label class="field">
              <span class="label">From</span>
              <input class="input" type="date" name="from" />
            </label>
            <label class="field">
              <span class="label">Before</span>
              <input class="input" type="date" name="to" />
            </label>
            <label class="field">
              <span class="label">Person</span>
              <input class="input" name="user" placeholder="everybody" autocomplete="off" />
            </label>
            <label class="field">
              <span class="label">Provider</span>
              <input class="input" name="provider" placeholder="any" autocomplete="off" />
            </label>
          </div>
          {failure !== null && (
            <p class="notice" data-tone="bad" role="alert">
              {failure}
            </p>
          )}
          <button type="submit" class="button main">
            Count first
          </button>
        </form>
      )}
      {jobs.length === 0 && <p class="quiet">There has been no replay since the server started.</p>}
      <ul class="letters">
        {jobs.map((job) => (
          <ReplayProgress job={job} onStopped={reload} key={job.id} />
        ))}
      </ul>
      {asked !== null && (
        <Dialog
          title={`Deliver ${count(asked.matched, "event")} to ${asked.request.destination} again?`}
          confirm="Deliver again"
          disabled={asked.matched === 0}
          onConfirm={async () => {
            await postJson<ReplayJob>("/admin/replay", { ...asked.request, background: true });
            reload();
          }}
          onClose={() => setAsked(null)}
        >
          <p>
            {asked.matched === 0
              ? "Nothing in the journal matches."
              : "They go in their order, beside what arrives meanwhile. It can be stopped."}
          </p>
        </Dialog>
      )}
    </section>
  );
}
