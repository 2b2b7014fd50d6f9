import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { failureText } from "./failure-text.ts";
import { say } from "./toasts.tsx";

interface ActionButtonProps {
  /** Says what became of it; what it throws is said as well. */
  readonly onAct: () => Promise<string | null>;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button for something that takes a moment and asks nothing first. */
export function ActionButton({ onAct, class: classes = "button", label, children }: ActionButtonProps) {
  const [busy, setBusy] = useState(false);

  async function act(): Promise<void> {
    setBusy(true);
    try {
      const said = await onAct();
      if (said !== null) say(said);
    } catch (error) {
      say(failureText(error), "bad");
    } finally {
      setBusy(false);
    }
  }

  return (
    <button type="button" class={classes} disabled={busy} aria-label={label} onClick={() => void act()}>
      {children}
    </button>
  );
}
