import { connection } from "../api/connection.ts";

/** Says that the server is away, and once it is back no more. */
export function AwayBanner() {
  return (
    <div role="status">
      {connection.value === "away" && (
        <div class="banner">
          <p>
            The server does not answer. This page shows what was last known, and goes on by itself as soon as
            the server is back.
          </p>
        </div>
      )}
    </div>
  );
}
