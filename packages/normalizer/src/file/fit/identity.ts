import type { FitSession } from "./fit-session.ts";

/** Whose workout a session is and what tells it from others. */
export interface FitIdentity {
  /** As Terra names it; `FILE` for makers that it has no name for. */
  readonly provider: string;
  readonly summaryId: string;
  /** Terra's number of the type, where the file states it. */
  readonly activityType: number | null;
}

/** Our own application in a FIT file: the 16 bytes of its id in hexadecimal. */
const ownApplication = "e0881008fcdd435d83eb74025d9dc452";

/** FIT's manufacturers whose services are providers of Terra's. */
const providers: Readonly<Record<string, string>> = {
  peloton: "PELOTON",
  ifit_com: "IFIT",
  garmin: "GARMIN",
  wahoo_fitness: "WAHOO",
  polar_electro: "POLAR",
  suunto: "SUUNTO",
  coros: "COROS",
  coros_byte: "COROS",
  zwift: "ZWIFT",
  zwift_byte: "ZWIFT",
  hammerhead: "HAMMERHEAD",
  bryton: "BRYTON",
  bryton_sensors: "BRYTON",
  concept2: "CONCEPT2",
  technogym: "TECHNOGYM",
  huawei: "HUAWEI",
  mywhoosh: "MYWHOOSH",
  trainer_road: "TRAINERROAD",
  whoop: "WHOOP",
  strava: "STRAVA",
};
const unknownMaker = "FILE";

/**
 * A file that we wrote says whose workout it is. Of any other, the maker, its product, serial number
 * and time of creation name it: they stay the same however often it is exported, and the start of the
 * session stands in for a time of creation.
 */
export function fitIdentity(source: FitSession): FitIdentity {
  const file = source.fit.file_ids?.[0] ?? {};
  const own = ownIdentity(source);
  const created = Number(file.time_created ?? source.startMs) / 1000;
  const parts = [file.manufacturer, file.product, file.serial_number, created];
  if (source.count > 1) parts.push(source.index);
  return {
    provider: own.provider ?? providers[String(file.manufacturer)] ?? unknownMaker,
    summaryId: own.summaryId ?? `fit-${parts.filter((part) => part !== undefined).join("-")}`,
    activityType: own.activityType,
  };
}

function ownIdentity({ fit, session }: FitSession) {
  const isOwn = (fit.developer_data_ids ?? []).some(
    ({ application_id }) =>
      (application_id ?? []).map((byte) => (byte ?? 0xff).toString(16).padStart(2, "0")).join("") ===
      ownApplication,
  );
  const of = (name: string): unknown =>
    isOwn ? (session as Readonly<Record<string, unknown>>)[name] : undefined;
  const provider = of("provider");
  const summaryId = of("summary_id");
  const activityType = of("activity_type");
  return {
    provider: typeof provider === "string" && /^[A-Z0-9_]{1,40}$/.test(provider) ? provider : null,
    summaryId: typeof summaryId === "string" && summaryId !== "" ? summaryId : null,
    activityType: typeof activityType === "number" ? activityType : null,
  };
}
