export { createActivity, type Activity } from "./create-activity.ts";
export { firstMinuteMs } from "./minute-counts.ts";
