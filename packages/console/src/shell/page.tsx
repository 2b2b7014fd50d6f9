import { path } from "../navigation/location.ts";
import { Overview } from "../overview/overview.tsx";
import { lazy } from "./lazy.tsx";
import { NotHere } from "./not-here.tsx";

const Workouts = lazy(async () => (await import("../workouts/workouts.tsx")).Workouts);
const Workout = lazy(async () => (await import("../workout/workout.tsx")).Workout);
const Deliveries = lazy(async () => (await import("../deliveries/deliveries.tsx")).Deliveries);
const Destinations = lazy(async () => (await import("../destinations/destinations.tsx")).Destinations);

/** What the address names. */
export function Page() {
  const at = path.value.replace(/(?<=.)\/$/, "");
  const workout = /^\/workouts\/([\da-f-]+)$/i.exec(at)?.[1];
  if (workout !== undefined) return <Workout id={workout} key={workout} />;
  switch (at) {
    case "/":
      return <Overview />;
    case "/workouts":
      return <Workouts />;
    case "/deliveries":
      return <Deliveries />;
    case "/destinations":
      return <Destinations />;
    default:
      return <NotHere />;
  }
}
