import { Command } from "../parts/command.tsx";

/** What to do with a server that has nothing yet. */
export function FirstWorkout() {
  const { origin } = window.location;
  return (
    <section class="card first" aria-labelledby="first-heading">
      <h2 id="first-heading">Send a first workout</h2>
      <p>
        In a terminal beside the server, with a ride as Peloton’s or iFit’s API returns it, or a FIT or TCX
        file:
      </p>
      <Command text="npx musette send my-ride.json --source peloton --user me" />
      <p>No file at hand? This fills the server with a made-up week:</p>
      <Command text={`npx musette demo --url ${origin}`} />
      <p class="quiet small">It appears here the moment it is on disk.</p>
    </section>
  );
}
