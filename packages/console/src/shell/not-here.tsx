import { PageTitle } from "../parts/page-title.tsx";

export function NotHere() {
  return (
    <div class="stack">
      <PageTitle title="There is no such page" />
      <p>
        <a href="/">Back to the overview</a>
      </p>
    </div>
  );
}
