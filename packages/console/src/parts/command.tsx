import { say } from "./toasts.tsx";
import { Icon } from "./icon.tsx";

/** A command to paste into a terminal. */
export function Command({ text }: { readonly text: string }) {
  return (
    <div class="command">
      <code>{text}</code>
      <button type="button" class="button slim" onClick={() => void copy(text)} aria-label={`Copy: ${text}`}>
        <Icon name="copy" />
        Copy
      </button>
    </div>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say("Copied.");
  } catch {
    // Browsers give the clipboard to pages over https and on localhost only.
    say("The browser does not let this page copy. Select the text instead.", "bad");
  }
}
