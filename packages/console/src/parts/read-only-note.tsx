import { mayAct } from "../api/session.ts";

/** Why a page offers no actions; nothing for who may act. */
export function ReadOnlyNote() {
  if (mayAct.value) return null;
  return (
    <p class="notice small">
      You are signed in read-only: this page shows everything and changes nothing. To act, sign out and sign
      in with the operator’s token.
    </p>
  );
}
