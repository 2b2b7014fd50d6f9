import { overview } from "../api/live.ts";
import { FirstWorkout } from "../overview/first-workout.tsx";
import { Icon } from "../parts/icon.tsx";

/** An empty list: because nothing matches, or because nothing has come in. */
export function NoWorkouts() {
  if (overview.value?.journal.events === 0) return <FirstWorkout />;
  return (
    <div class="card empty">
      <Icon name="ride" />
      <h2>Nothing matches</h2>
      <p>
        No event in the journal is of this person, kind, provider and time. User ids are compared to the
        letter; <a href="/workouts?type=any">show everything</a> to see what there is.
      </p>
    </div>
  );
}
