import { useRef, useState } from "preact/hooks";
import { signIn } from "../api/session.ts";
import { failureText } from "../parts/failure-text.ts";
import { PageTitle } from "../parts/page-title.tsx";
import { Wordmark } from "./wordmark.tsx";
import "../style/sign-in.css";

/** Asks for the token. The address stays, so that the page that was asked for opens afterwards. */
export function SignIn({ expired }: { readonly expired: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const token = input.current?.value.trim() ?? "";
    if (token === "") {
      setFailure("Enter the token first.");
      input.current?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await signIn(token);
    } catch (error) {
      setBusy(false);
      setFailure(failureText(error));
      input.current?.select();
    }
  }

  return (
    <main class="sign-in" id="main">
      <div class="sign-in-brand">
        <Wordmark />
      </div>
      <form class="card" onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle title="Sign in" />
        {expired && (
          <p class="notice" data-tone="warn" role="status">
            Your session has ended. Sign in again, and this page opens where you were.
          </p>
        )}
        <label class="field">
          <span class="label">Token</span>
          <input
            ref={input}
            class="input"
            type="password"
            name="token"
            autocomplete="current-password"
            spellcheck={false}
            autofocus
            aria-invalid={failure !== null}
            aria-describedby="token-hint token-failure"
          />
        </label>
        <p class="quiet small" id="token-hint">
          The <code>admin.token</code> of the configuration, or its <code>viewer_token</code> to look without
          touching.
        </p>
        <div id="token-failure" role="alert">
          {failure !== null && (
            <p class="notice" data-tone="bad">
              {failure}
            </p>
          )}
        </div>
        <button class="button main" type="submit" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
    </main>
  );
}
