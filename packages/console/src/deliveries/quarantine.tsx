import { useState } from "preact/hooks";
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
import { instant } from "../units/time.ts";
import type { QuarantinePage, QuarantineView } from "../wire/index.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { ListFilters } from "./list-filters.tsx";
import { QuarantinedPayload } from "./quarantined-payload.tsx";

const pageSize = 50;
const filterNames = ["source", "code", "user"] as const;

/** Payloads whose shape is not known yet, kept raw: to be re-run after an update, or dropped. */
export function Quarantine() {
  const shown = search.value;
  const after = shown.get("after");
  const filter = Object.fromEntries(filterNames.map((name) => [name, shown.get(name)]));
  const { data, failure, reload } = useRemote<QuarantinePage>(
    `/admin/quarantine${queryString({ ...filter, limit: pageSize, after })}`,
  );
  const [asking, setAsking] = useState<"rerun" | "drop" | null>(null);
  return (
    <section class="stack" aria-label="Quarantine">
      <ListFilters names={filterNames} destinations={[]} />
      {failure !== undefined && <FailureNotice failure={failure} what="The list" onRetry={reload} />}
      {data === undefined && failure === undefined && <Skeleton height={240} />}
      {data?.quarantine.length === 0 && (
        <div class="card empty">
          <Icon name="bag" />
          <h2>The quarantine is empty</h2>
          <p>
            A payload whose shape Musette does not know yet is kept here, raw, until an update can read it.
          </p>
        </div>
      )}
      {data !== undefined && data.quarantine.length > 0 && (
        <>
          {mayAct.value && (
            <div class="row">
              <button type="button" class="button main" onClick={() => setAsking("rerun")}>
                Re-run all that match
              </button>
              <button type="button" class="button danger" onClick={() => setAsking("drop")}>
                Drop all that match
              </button>
            </div>
          )}
          <ul class="letters">
            {data.quarantine.map((item) => (
              <Item item={item} onDone={reload} key={item.id} />
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
          path={`/admin/quarantine/${asking}`}
          filter={filter}
          verb={asking}
          what="payload"
          onDone={reload}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function Item({ item, onDone }: { readonly item: QuarantineView; readonly onDone: () => void }) {
  const { id, source, code, pointer, message, userId, receivedAt } = item;
  return (
    <li class="card letter">
      <div>
        <p>
          <strong>
            {source} {id}
          </strong>{" "}
          <span class="quiet">{userId === null ? "of nobody known" : `of ${userId}`}</span>
        </p>
        <p class="letter-why">
          {message} <code>{pointer === "" ? code : `${code} at ${pointer}`}</code>
        </p>
        <p class="quiet small">arrived {instant(receivedAt)}</p>
        <QuarantinedPayload id={id} />
      </div>
      {mayAct.value && (
        <div class="row">
          <ActionButton
            class="button slim"
            label={`Re-run ${source} ${id}`}
            onAct={async () => {
              const { resolved } = await postJson<{ readonly resolved: boolean }>(
                `/admin/quarantine/${id}/rerun`,
              );
              onDone();
              return resolved ? "It could be read, and is being delivered." : "It still cannot be read.";
            }}
          >
            Re-run
          </ActionButton>
          <ActionButton
            class="button slim danger"
            label={`Drop ${source} ${id}`}
            onAct={async () => {
              // oxlint-disable-next-line no-alert -- The one-line question that needs no more than a yes.
              if (!window.confirm(`Forget payload ${id}? It cannot be read again then.`)) return null;
              await postJson(`/admin/quarantine/${id}/drop`);
              onDone();
              return "Dropped.";
            }}
          >
            Drop
          </ActionButton>
        </div>
      )}
    </li>
  );
}
