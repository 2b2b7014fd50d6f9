export { generateIfitLog } from "./ifit-log.ts";
export type { PelotonDiscipline } from "./peloton-disciplines.ts";
export { generatePelotonWorkout } from "./peloton-workout.ts";
