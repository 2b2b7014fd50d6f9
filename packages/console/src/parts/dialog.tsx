import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { failureText } from "./failure-text.ts";

interface DialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
  /** Closes when it is done; what it throws is shown and the dialog stays. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done. The browser's own: focus stays inside, Escape closes. */
export function Dialog({ title, confirm, danger, disabled, children, onConfirm, onClose }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => element.current?.showModal(), []);

  async function run(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setBusy(false);
    }
  }

  return (
    <dialog ref={element} onClose={onClose} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{title}</h2>
      {children}
      {failure !== null && (
        <p class="notice" data-tone="bad" role="alert">
          {failure}
        </p>
      )}
      <div class="row">
        <button type="button" class="button" onClick={() => element.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          class={danger === true ? "button danger" : "button main"}
          disabled={busy || disabled === true}
          onClick={() => void run()}
        >
          {busy ? "Working…" : confirm}
        </button>
      </div>
    </dialog>
  );
}
