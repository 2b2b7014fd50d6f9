import type { DestinationTestResult } from "../wire/index.ts";

/** A check or a test, and what came of it. */
export type Tried = { readonly what: "check" | "test" } & (
  | { readonly state: "running" }
  | { readonly state: "done"; readonly result: DestinationTestResult }
  | { readonly state: "failed"; readonly message: string }
);

export function TestResult({ tried }: { readonly tried: Tried }) {
  if (tried.state === "running") {
    return <p class="notice">{tried.what === "check" ? "Checking…" : "Sending…"}</p>;
  }
  if (tried.state === "failed") {
    return (
      <p class="notice" data-tone="bad">
        {tried.message}
      </p>
    );
  }
  const { ok, error, event, durationMs } = tried.result;
  if (!ok) {
    return (
      <p class="notice" data-tone="bad">
        {error?.message ?? "It failed and gave no reason."}
      </p>
    );
  }
  return (
    <p class="notice" data-tone="ok">
      {event === undefined
        ? "It can be reached and written to."
        : `Written in ${Math.round(durationMs ?? 0)} ms: event ${event.id} of ${event.userId}, to be found there.`}
    </p>
  );
}
