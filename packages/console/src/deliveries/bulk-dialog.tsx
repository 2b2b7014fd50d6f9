import { useEffect, useState } from "preact/hooks";
import { queryString } from "../api/query-string.ts";
import { postJson } from "../api/request.ts";
import { Dialog } from "../parts/dialog.tsx";
import { failureText } from "../parts/failure-text.ts";
import { say } from "../parts/toasts.tsx";
import { count } from "../units/numbers.ts";
import type { BulkResult, RerunAnswer } from "../wire/index.ts";

interface BulkDialogProps {
  /** What is asked: `/admin/dead-letters/retry`. */
  readonly path: string;
  readonly filter: Readonly<Record<string, string | null>>;
  readonly verb: "retry" | "rerun" | "drop";
  readonly what: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const titles = { retry: "Retry", rerun: "Re-run", drop: "Drop" };

/** Counts what the filter matches, says so, and asks before it is done. */
export function BulkDialog({ path, filter, verb, what, onDone, onClose }: BulkDialogProps) {
  const [matched, setMatched] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const named = Object.entries(filter).filter(([, value]) => value !== null && value !== "");
  const query = named.length === 0 ? { all: true } : filter;

  useEffect(() => {
    postJson<BulkResult>(`${path}${queryString({ ...query, dry_run: true })}`).then(
      (counted) => setMatched(counted.matched),
      (error: unknown) => setFailure(failureText(error)),
    );
  }, []);

  async function run(): Promise<void> {
    const result = await postJson<BulkResult & RerunAnswer>(`${path}${queryString(query)}`);
    const done = result.retried ?? result.dropped ?? result.resolved ?? 0;
    const left = result.unresolved ?? 0;
    say(
      `${titles[verb]}: ${count(done, what)} of ${result.matched}${left > 0 ? `; ${left} still cannot be read` : ""}.`,
    );
    onDone();
  }

  return (
    <Dialog
      title={`${titles[verb]} ${matched === null ? `${what}s` : count(matched, what)}?`}
      confirm={titles[verb]}
      danger={verb === "drop"}
      disabled={matched === null || matched === 0}
      onConfirm={run}
      onClose={onClose}
    >
      {failure !== null && (
        <p class="notice" data-tone="bad" role="alert">
          {failure}
        </p>
      )}
      <p>
        {named.length === 0
          ? "All there are: no filter is set."
          : `Those with ${named.map(([name, value]) => `${name} ${value ?? ""}`).join(", ")}.`}{" "}
        {matched === null && failure === null && "Counting…"}
      </p>
      <p class="quiet">
        {verb === "drop"
          ? "A drop forgets them and why; nothing is delivered. It cannot be taken back."
          : "What is refused again comes back here with its new reason."}
      </p>
    </Dialog>
  );
}
