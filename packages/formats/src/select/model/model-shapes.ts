import type { Athlete, Menstruation, TerraItems } from "@musette/core";
import { activityShape } from "./activity-shape.ts";
import { bodyShape } from "./body-shape.ts";
import { dailyShape } from "./daily-shape.ts";
import { fields } from "./fields.ts";
import { measures } from "./measures-shape.ts";
import { nutritionShape } from "./nutrition-shape.ts";
import type { Shape } from "./shape.ts";
import { sleepShape } from "./sleep-shape.ts";

const menstruation = {
  metadata: fields("start_time end_time timestamp_localization"),
  menstruation_data: {
    ...fields("period_length_days current_phase length_of_current_phase_days days_until_next_phase"),
    ...fields("period_start_date predicted_cycle_length_days day_in_cycle last_updated_time"),
    ...fields("cycle_length_days is_predicted_cycle fertility_window_start fertility_window_end"),
    ...fields("ovulation_day"),
    menstruation_flow: [fields("timestamp flow")],
    intervals: [fields("start_timestamp end_timestamp phase")],
  },
} satisfies Shape<Menstruation>;

const athlete = {
  ...fields("provider_user_id first_name last_name date_of_birth age sex gender email bio city state"),
  ...fields("country account_creation_date joined_provider"),
  devices: [measures.device],
} satisfies Shape<Athlete>;

/**
 * Every field of the model, by the type of the event. A field that is missing here
 * does not compile, nor does, in the test, one that is only here.
 */
export const modelShapes = {
  activity: activityShape,
  athlete,
  body: bodyShape,
  daily: dailyShape,
  menstruation,
  nutrition: nutritionShape,
  sleep: sleepShape,
} satisfies { readonly [Type in keyof TerraItems]: Shape<TerraItems[Type]> } & {
  readonly athlete: Shape<Athlete>;
};
