import { useState } from "preact/hooks";
import { bytes } from "../units/numbers.ts";
import type { EventView } from "../wire/index.ts";
import { SideBySide } from "./side-by-side.tsx";

const large = 2_000_000;

/** What came and what was made of it. Loaded when somebody wants it. */
export function Compare({ event }: { readonly event: EventView }) {
  const [open, setOpen] = useState(false);
  const { rawBytes } = event;
  return (
    <section aria-labelledby="compare-heading">
      <h2 id="compare-heading" class="heading">
        As it came, and what was made of it
      </h2>
      {open ? (
        <SideBySide event={event} />
      ) : (
        <p class="row">
          <button type="button" class="button" onClick={() => setOpen(true)}>
            Show both side by side
          </button>
          <span class="quiet small">
            {rawBytes === null ? "The payload is not kept any more." : `The payload has ${bytes(rawBytes)}`}
            {rawBytes !== null && rawBytes > large ? "; your browser reads all of it." : ""}
          </span>
        </p>
      )}
    </section>
  );
}
