import { useMemo, useState } from "preact/hooks";
import { useRemote } from "../api/use-remote.ts";
import { JsonTree } from "../json/json-tree.tsx";
import { openTo, pageOfMembers, type Opened } from "../json/json-lines.ts";
import { originLookup } from "../json/origin-lookup.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { EventView, Origins } from "../wire/index.ts";

const justOpen: Opened = new Map([["", pageOfMembers]]);
const none: ReadonlySet<string> = new Set();

/** The normalised event beside the raw payload: pointing at a line lights up what it came from. */
export function SideBySide({ event }: { readonly event: EventView }) {
  const base = `/admin/events/${event.seq}`;
  const normalized = useRemote<unknown>(`${base}/normalized`);
  const isJson = event.rawContentType?.includes("json") === true;
  const raw = useRemote<unknown>(isJson ? `${base}/raw` : null);
  const origins = useRemote<Origins>(`${base}/origins`);
  const [openedNormalized, setOpenedNormalized] = useState(justOpen);
  const [openedRaw, setOpenedRaw] = useState(justOpen);
  const [pointed, setPointed] = useState<string | null>(null);
  const lookUp = useMemo(() => originLookup(origins.data?.origins ?? []), [origins.data]);
  const found = pointed === null ? null : lookUp(pointed);
  const litRaw = useMemo(() => (found === null ? none : new Set(found.from)), [found?.from.join(" ")]);
  const litNormalized = useMemo(() => (pointed === null ? none : new Set([pointed])), [pointed]);

  function point(pointer: string | null): void {
    setPointed(pointer);
    const from = pointer === null ? [] : (lookUp(pointer)?.from ?? []);
    if (from.length > 0)
      setOpenedRaw((opened) => from.reduce((all, path) => openTo(raw.data, all, path), opened));
  }

  return (
    <>
      <p class="quiet small compare-note">
        {found === null
          ? "Point at a line of the normalised event, or go through it with the arrow keys: where it came from lights up in the payload."
          : `${pointed}: ${found.conversion === "" ? "taken as it is" : found.conversion}${found.from.length === 0 ? "" : `, from ${found.from.join(", ")}`}`}
      </p>
      <div class="compare">
        <div>
          <h3>Normalised event</h3>
          {normalized.failure !== undefined && (
            <FailureNotice failure={normalized.failure} what="The event" onRetry={normalized.reload} />
          )}
          {normalized.data === undefined && normalized.failure === undefined && <Skeleton height={300} />}
          {normalized.data !== undefined && (
            <JsonTree
              label="Normalised event"
              document={normalized.data}
              opened={openedNormalized}
              onOpened={setOpenedNormalized}
              lit={litNormalized}
              onPoint={point}
            />
          )}
        </div>
        <div>
          <h3>
            Raw payload <span class="quiet small">from {event.source}</span>
          </h3>
          {event.rawBytes === null && <p class="quiet">It is not kept any more.</p>}
          {event.rawBytes !== null && !isJson && (
            <p>
              It came as a file:{" "}
              <a href={`${base}/raw`} download>
                download it as it came
              </a>
            </p>
          )}
          {isJson && raw.data === undefined && raw.failure === undefined && <Skeleton height={300} />}
          {raw.failure !== undefined && (
            <FailureNotice failure={raw.failure} what="The payload as JSON" onRetry={raw.reload} />
          )}
          {raw.data !== undefined && (
            <JsonTree
              label="Raw payload"
              document={raw.data}
              opened={openedRaw}
              onOpened={setOpenedRaw}
              lit={litRaw}
            />
          )}
        </div>
      </div>
    </>
  );
}
