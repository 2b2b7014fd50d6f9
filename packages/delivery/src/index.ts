export { createDelivery } from "./create-delivery.ts";
export { createEventBodies, type EventBodiesOptions } from "./event-bodies.ts";
export { createSharedMemory } from "./shared-memory.ts";
export type {
  ClaimCheckPlan,
  Delivery,
  DeliveryJournal,
  DeliveryObserver,
  DeliveryOptions,
  DestinationFailure,
  DestinationPlan,
  DestinationStatus,
  EncodeBatch,
  EncodeRecord,
  EventBodies,
  EventBody,
  Redelivery,
  Renormalize,
  Selection,
  WriteEnd,
  WrittenBatch,
} from "./delivery.ts";
