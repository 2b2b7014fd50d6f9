export { createDelivery } from "./create-delivery.ts";
export { createEventBodies, type EventBodiesOptions } from "./event-bodies.ts";
export type {
  ClaimCheckPlan,
  Delivery,
  DeliveryJournal,
  DeliveryObserver,
  DeliveryOptions,
  DestinationPlan,
  DestinationStatus,
  EncodeRecord,
  EventBodies,
  EventBody,
  Renormalize,
} from "./delivery.ts";
