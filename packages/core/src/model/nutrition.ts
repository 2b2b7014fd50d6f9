import type { DayMetadata } from "./day-metadata.ts";
import type { MealType, NutritionUnit } from "./enums.ts";
import type { Sample } from "./samples.ts";

/** What was eaten and drunk on one day. */
export interface Nutrition {
  readonly metadata: DayMetadata;
  readonly drink_samples?: readonly DrinkSample[] | null;
  readonly meals?: readonly Meal[] | null;
  readonly summary?: NutritionSummary | null;
}

export interface NutritionSummary {
  readonly macros?: NutritionMacros | null;
  readonly micros?: NutritionMicros | null;
  readonly water_ml?: number | null;
  /** Water left out. */
  readonly drink_ml?: number | null;
}

export interface DrinkSample extends Sample {
  readonly drink_name?: string | null;
  readonly drink_volume?: number | null;
  /** Text in the v5 document. */
  readonly drink_unit?: NutritionUnit | string | null;
}

/** One food that was logged. */
export interface Meal {
  readonly id: string;
  readonly name: string;
  readonly type: MealType;
  readonly timestamp: string;
  readonly quantity: NutritionQuantity;
  readonly macros: NutritionMacros;
  readonly micros: NutritionMicros;
}

export interface NutritionQuantity {
  readonly unit: NutritionUnit;
  readonly amount: number;
}

export interface NutritionMacros {
  readonly alcohol_g?: number | null;
  /** Kilocalories. */
  readonly calories?: number | null;
  readonly carbohydrates_g?: number | null;
  readonly cholesterol_mg?: number | null;
  readonly fat_g?: number | null;
  readonly fiber_g?: number | null;
  readonly net_carbohydrates_g?: number | null;
  readonly protein_g?: number | null;
  readonly saturated_fat_g?: number | null;
  readonly sodium_mg?: number | null;
  readonly sugar_g?: number | null;
  readonly trans_fat_g?: number | null;
}

export interface NutritionMicros {
  readonly biotin_mg?: number | null;
  readonly caffeine_mg?: number | null;
  readonly calcium_mg?: number | null;
  readonly sodium_mg?: number | null;
  readonly chloride_mg?: number | null;
  readonly chromium_mg?: number | null;
  readonly copper_mg?: number | null;
  readonly folate_mg?: number | null;
  readonly folic_acid_mg?: number | null;
  readonly iodine_mg?: number | null;
  readonly iron_mg?: number | null;
  readonly magnesium_mg?: number | null;
  readonly manganese_mg?: number | null;
  readonly molybdenum_mg?: number | null;
  readonly niacin_mg?: number | null;
  readonly pantothenic_acid_mg?: number | null;
  readonly phosphorus_mg?: number | null;
  readonly potassium_mg?: number | null;
  readonly riboflavin_mg?: number | null;
  readonly selenium_mg?: number | null;
  readonly thiamin_mg?: number | null;
  readonly vitamin_A_mg?: number | null;
  readonly vitamin_B12_mg?: number | null;
  readonly vitamin_B6_mg?: number | null;
  readonly vitamin_C_mg?: number | null;
  readonly vitamin_D_mg?: number | null;
  readonly vitamin_D2_mg?: number | null;
  readonly vitamin_D3_mg?: number | null;
  readonly vitamin_E_mg?: number | null;
  readonly vitamin_K_mg?: number | null;
  readonly zinc_mg?: number | null;
  readonly cystine_g?: number | null;
  readonly histidine_g?: number | null;
  readonly isoleucine_g?: number | null;
  readonly leucine_g?: number | null;
  readonly lysine_g?: number | null;
  readonly methionine_g?: number | null;
  readonly phenylalanine_g?: number | null;
  readonly threonine_g?: number | null;
  readonly tryptophan_g?: number | null;
  readonly tyrosine_g?: number | null;
  readonly valine_g?: number | null;
  readonly monounsaturated_fat_g?: number | null;
  readonly polyunsaturated_fat_g?: number | null;
  readonly omega3_g?: number | null;
  readonly omega6_g?: number | null;
  readonly starch_g?: number | null;
}
