export type { Chart, ChartLap, ChartPosition, ChartSeries, ChartZone } from "./chart.ts";
export type { DeliveryAttempt, EventDeliveries, EventDelivery, EventStanding } from "./deliveries.ts";
export type {
  DestinationConfig,
  DestinationsAnswer,
  DestinationTestResult,
  DestinationView,
  UnconfiguredDestination,
} from "./destinations.ts";
export type {
  EventDetails,
  EventPage,
  EventRow,
  EventView,
  OriginOfPath,
  Origins,
  WorkoutDownload,
} from "./events.ts";
export type { LiveArrivals, LiveEventName, LiveEvents, LiveHeartbeat } from "./live.ts";
export type { MinuteRates, Overview, OverviewDestination } from "./overview.ts";
export type { ProblemBody } from "./problem.ts";
export type { ReplayJob, ReplayRequest, ReplaysAnswer } from "./replays.ts";
export type {
  BulkResult,
  DeadLetterPage,
  DeadLetterView,
  QuarantinePage,
  QuarantineView,
  RerunAnswer,
} from "./set-aside.ts";
export type { ConsoleRole, SessionAnswer, SessionRequest } from "./session.ts";
