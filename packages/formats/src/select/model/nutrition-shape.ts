import type { Nutrition, NutritionMacros, NutritionMicros } from "@musette/core";
import { fields } from "./fields.ts";
import type { Shape } from "./shape.ts";

const macros = {
  ...fields("alcohol_g calories carbohydrates_g cholesterol_mg fat_g fiber_g net_carbohydrates_g"),
  ...fields("protein_g saturated_fat_g sodium_mg sugar_g trans_fat_g"),
} satisfies Shape<NutritionMacros>;

const micros = {
  ...fields("biotin_mg caffeine_mg calcium_mg sodium_mg chloride_mg chromium_mg copper_mg folate_mg"),
  ...fields("folic_acid_mg iodine_mg iron_mg magnesium_mg manganese_mg molybdenum_mg niacin_mg"),
  ...fields("pantothenic_acid_mg phosphorus_mg potassium_mg riboflavin_mg selenium_mg thiamin_mg"),
  ...fields("vitamin_A_mg vitamin_B12_mg vitamin_B6_mg vitamin_C_mg vitamin_D_mg vitamin_D2_mg"),
  ...fields("vitamin_D3_mg vitamin_E_mg vitamin_K_mg zinc_mg cystine_g histidine_g isoleucine_g"),
  ...fields("leucine_g lysine_g methionine_g phenylalanine_g threonine_g tryptophan_g tyrosine_g"),
  ...fields("valine_g monounsaturated_fat_g polyunsaturated_fat_g omega3_g omega6_g starch_g"),
} satisfies Shape<NutritionMicros>;

export const nutritionShape = {
  metadata: fields("start_time end_time timestamp_localization"),
  // What was drunk, entry by entry: as the meals, and no samples in spite of the name.
  drink_samples: [fields("timestamp drink_name drink_volume drink_unit")],
  meals: [{ ...fields("id name type timestamp"), quantity: fields("unit amount"), macros, micros }],
  summary: { macros, micros, ...fields("water_ml drink_ml") },
} satisfies Shape<Nutrition>;
