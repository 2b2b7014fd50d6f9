import type { Activity } from "./activity.ts";
import type { Athlete } from "./athlete.ts";
import type { Body } from "./body.ts";
import type { Daily } from "./daily.ts";
import type { Menstruation } from "./menstruation.ts";
import type { Nutrition } from "./nutrition.ts";
import type { Sleep } from "./sleep.ts";
import type { UserEvent } from "./user-event.ts";
import type { TerraUser } from "./user.ts";

/** The item types that come in a `data` array, and the shape of one item of each. */
export interface TerraItems {
  readonly activity: Activity;
  readonly body: Body;
  readonly daily: Daily;
  readonly menstruation: Menstruation;
  readonly nutrition: Nutrition;
  readonly sleep: Sleep;
}

interface DataEvent<Type extends keyof TerraItems> {
  readonly type: Type;
  readonly user: TerraUser;
  readonly data: readonly TerraItems[Type][];
  /** `2022-03-16`. */
  readonly version: string;
}

interface AthleteEvent {
  readonly type: "athlete";
  readonly user: TerraUser;
  readonly athlete: Athlete;
  readonly version: string;
}

/**
 * The body of a Terra webhook.
 *
 * @see https://docs.tryterra.co (schema `WebhookEventType`)
 */
export type TerraWebhook =
  | { readonly [Type in keyof TerraItems]: DataEvent<Type> }[keyof TerraItems]
  | AthleteEvent
  | UserEvent;
