import { useState } from "preact/hooks";
import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { bytes } from "../units/numbers.ts";
import type { QuarantineView } from "../wire/index.ts";

const shownCharacters = 20_000;

/** What was sent, when somebody wants to see it; of a large one its beginning. */
export function QuarantinedPayload({ id }: { readonly id: number }) {
  const [open, setOpen] = useState(false);
  const { data, failure, reload } = useRemote<QuarantineView>(open ? `/admin/quarantine/${id}` : null);
  const payload = data?.payload;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The payload</summary>
      {failure !== undefined && <FailureNotice failure={failure} what="The payload" onRetry={reload} />}
      {payload !== undefined && (
        <>
          <pre class="payload" tabIndex={0}>
            {payload.text.slice(0, shownCharacters)}
          </pre>
          {payload.text.length > shownCharacters && (
            <p class="quiet small">
              The beginning of {bytes(payload.text.length)}. All of it: npx musette quarantine show {id}
            </p>
          )}
        </>
      )}
    </details>
  );
}
