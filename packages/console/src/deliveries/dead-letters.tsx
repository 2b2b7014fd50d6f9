import { useEffect, useState } from "preact/hooks";
import { overview } from "../api/live.ts";
import { queryString } from "../api/query-string.ts";
import { postJson } from "../api/request.ts";
import { mayAct } from "../api/session.ts";
import { useRemote } from "../api/use-remote.ts";
import { navigate, search, withParameters } from "../navigation/location.ts";
import { ActionButton } from "../parts/action-button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Icon } from "../parts/icon.tsx";
import { PagesOfList } from "../parts/pages-of-list.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { count } from "../units/numbers.ts";
import { instant, workoutTime } from "../units/time.ts";
import type { DeadLetterPage, DeadLetterView } from "../wire/index.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { ListFilters } from "./list-filters.tsx";

const pageSize = 50;
const filterNames = ["destination", "code", "user"] as const;

/** What destinations would not take, with their reason: retried or dropped one by one, or all that match. */
export function DeadLetters() {
  const shown = search.value;
  const after = shown.get("after");
  const filter = Object.fromEntries(filterNames.map((name) => [name, shown.get(name)]));
  const { data, failure, reload } = useRemote<DeadLetterPage>(
    `/admin/dead-letters${queryString({ ...filter, limit: pageSize, after })}`,
  );
  const [asking, setAsking] = useState<"retry" | "drop" | null>(null);
  const total = overview.value?.deadLetters;
  useEffect(() => {
    if (data !== undefined && after === null) reload();
  }, [total]);

  return (
    <section class="stack" aria-label="Dead letters">
      <ListFilters
        names={filterNames}
        destinations={overview.value?.destinations.map(({ name }) => name) ?? []}
      />
      {failure !== undefined && <FailureNotice failure={failure} what="The list" onRetry={reload} />}
      {data === undefined && failure === undefined && <Skeleton height={240} />}
      {data?.deadLetters.length === 0 && (
        <div class="card empty">
          <Icon name="ok" />
          <h2>No dead letters</h2>
          <p>What a destination refuses for good is set aside here with its reason, and the rest goes on.</p>
        </div>
      )}
      {data !== undefined && data.deadLetters.length > 0 && (
        <>
          {mayAct.value && (
            <div class="row">
              <button type="button" class="button main" onClick={() => setAsking("retry")}>
                Retry all that match
              </button>
              <button type="button" class="button danger" onClick={() => setAsking("drop")}>
                Drop all that match
              </button>
            </div>
          )}
          <ul class="letters">
            {data.deadLetters.map((letter) => (
              <Letter letter={letter} onDone={reload} key={`${letter.destination} ${letter.seq}`} />
            ))}
          </ul>
        </>
      )}
      <PagesOfList
        first="First"
        next="Next"
        onFirst={after === null ? null : () => navigate(withParameters({ after: null }))}
        onNext={!data?.next ? null : () => navigate(withParameters({ after: data.next }))}
      />
      {asking !== null && (
        <BulkDialog
          path={`/admin/dead-letters/${asking}`}
          filter={filter}
          verb={asking}
          what="dead letter"
          onDone={reload}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function Letter({ letter, onDone }: { readonly letter: DeadLetterView; readonly onDone: () => void }) {
  const { destination, seq, type, userId, provider, startTime, attempts, deadAt, code, message } = letter;
  const act = (verb: "retry" | "drop", said: string) => async () => {
    await postJson(`/admin/dead-letters/${encodeURIComponent(destination)}/${seq}/${verb}`);
    onDone();
    return said;
  };
  return (
    <li class="card letter">
      <div>
        <p>
          <a href={`/workouts/${seq}`}>
            {type} {seq}
          </a>{" "}
          <span class="quiet">
            of {userId} on {provider}
            {startTime === null ? "" : `, ${workoutTime(startTime)}`}
          </span>
        </p>
        <p class="letter-why">
          <strong>{destination}</strong>: {message} <code>{code}</code>
        </p>
        <p class="quiet small">
          {count(attempts, "attempt")}, set aside {instant(deadAt)}
        </p>
      </div>
      {mayAct.value && (
        <div class="row">
          <ActionButton
            class="button slim"
            label={`Retry ${type} ${seq} at ${destination}`}
            onAct={act("retry", "It is delivered again.")}
          >
            Retry
          </ActionButton>
          <ActionButton
            class="button slim danger"
            label={`Drop ${type} ${seq} at ${destination}`}
            onAct={async () =>
              // oxlint-disable-next-line no-alert -- The one-line question that needs no more than a yes.
              window.confirm(
                `Forget that ${destination} refused event ${seq}? It is not delivered there then.`,
              )
                ? await act("drop", "Dropped. The event stays in the journal.")()
                : null
            }
          >
            Drop
          </ActionButton>
        </div>
      )}
    </li>
  );
}
