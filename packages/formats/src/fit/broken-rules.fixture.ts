import type { ParsedFit } from "fit-file-parser";

type Rule = (fit: ParsedFit) => boolean;

const hour = 3_600_000;
/** The manufacturers that these files may name. */
const knownManufacturers: ReadonlySet<unknown> = new Set(["peloton", "ifit_com", "development"]);

const sessionsOf = (fit: ParsedFit) => fit.sessions ?? [];
const lapsOf = (fit: ParsedFit) => fit.laps ?? [];
const devicesOf = (fit: ParsedFit) => fit.device_infos ?? [];
const fileIdOf = (fit: ParsedFit) => fit.file_ids?.[0];
const activityOf = (fit: ParsedFit) => fit.activity as ParsedFit["activity"] | undefined;
const ms = (time: Date | undefined): number => time?.getTime() ?? Number.NaN;

interface Span {
  readonly start_time?: Date;
  readonly total_elapsed_time?: number;
}
const endMs = ({ start_time, total_elapsed_time }: Span): number =>
  ms(start_time) + (total_elapsed_time ?? Number.NaN) * 1000;

const isWithin = (difference: number, tolerance: number): boolean => Math.abs(difference) <= tolerance;
const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? Number.NaN), 0);
const isSequential = (messages: readonly { readonly message_index?: unknown }[]): boolean =>
  messages.every(({ message_index }, index) => {
    const value: unknown =
      typeof message_index === "object" && message_index !== null && "value" in message_index
        ? message_index.value
        : message_index;
    return value === index;
  });

const lapsOfSession = (fit: ParsedFit, index: number) => {
  const { first_lap_index: first = 0, num_laps: count = 0 } = sessionsOf(fit)[index] ?? {};
  return lapsOf(fit).slice(first, first + count);
};
const everySession = (fit: ParsedFit, holds: (session: Session, index: number) => boolean): boolean =>
  sessionsOf(fit).every(holds);
type Session = NonNullable<ParsedFit["sessions"]>[number];

/** Lap and record times need only lie in one of the sessions. */
const isInSession = (fit: ParsedFit, fromMs: number, toMs: number): boolean =>
  sessionsOf(fit).some((session) => fromMs >= ms(session.start_time) - 1000 && toMs <= endMs(session) + 1000);

const recordTimes = (fit: ParsedFit): readonly number[] =>
  (fit.records ?? []).map(({ timestamp }) => ms(timestamp));

/** What Garmin's validator of activity files checks, in its order and numbered as it is there. */
const rules: readonly (readonly [number: number, rule: string, holds: Rule])[] = [
  [1, "file_id exists", (fit) => fileIdOf(fit) !== undefined],
  [2, "file_id is first", (fit) => fit.raw_messages?.[0]?.global_message_number === 0],
  [3, "file_id.type is activity", (fit) => fileIdOf(fit)?.type === "activity"],
  [4, "file_id.manufacturer is known", (fit) => knownManufacturers.has(fileIdOf(fit)?.manufacturer)],
  [5, "file_id.time_created is there", (fit) => !Number.isNaN(ms(fileIdOf(fit)?.time_created))],
  [6, "activity exists", (fit) => activityOf(fit) !== undefined],
  [7, "activity.timestamp is there", (fit) => !Number.isNaN(ms(activityOf(fit)?.timestamp))],
  [
    8,
    "activity.local_timestamp is within -12 h and +14 h",
    (fit) => {
      const offset = ms(activityOf(fit)?.local_timestamp) - ms(activityOf(fit)?.timestamp);
      return offset >= -12 * hour && offset <= 14 * hour;
    },
  ],
  [
    9,
    "activity.total_timer_time is that of the sessions",
    (fit) => {
      const timers = sum(sessionsOf(fit).map((session) => session.total_timer_time));
      return isWithin((activityOf(fit)?.total_timer_time ?? Number.NaN) - timers, 1);
    },
  ],
  [10, "activity.num_sessions", (fit) => activityOf(fit)?.num_sessions === sessionsOf(fit).length],
  [11, "a session exists", (fit) => sessionsOf(fit).length > 0],
  [12, "session.timestamp", (fit) => everySession(fit, ({ timestamp }) => timestamp !== undefined)],
  [
    13,
    "session start, end and elapsed time",
    (fit) => everySession(fit, (session) => !Number.isNaN(endMs(session)) && session.timestamp !== undefined),
  ],
  [
    14,
    "the timer of a session is not longer than the session",
    (fit) =>
      everySession(
        fit,
        ({ total_timer_time = Number.NaN, total_elapsed_time = 0 }) => total_timer_time <= total_elapsed_time,
      ),
  ],
  [
    15,
    "the sessions' laps are all laps, in order",
    (fit) => {
      let next = 0;
      const isConsecutive = everySession(fit, ({ first_lap_index, num_laps }) => {
        const isNext = first_lap_index === next;
        next += num_laps ?? Number.NaN;
        return isNext;
      });
      return isConsecutive && next === lapsOf(fit).length;
    },
  ],
  [
    16,
    "the timer of a session is that of its laps",
    (fit) =>
      everySession(fit, ({ total_timer_time = Number.NaN }, index) =>
        isWithin(sum(lapsOfSession(fit, index).map((lap) => lap.total_timer_time)) - total_timer_time, 1),
      ),
  ],
  [
    17,
    "the length of a session is that of its laps",
    (fit) =>
      everySession(fit, ({ total_elapsed_time = Number.NaN }, index) =>
        isWithin(sum(lapsOfSession(fit, index).map((lap) => lap.total_elapsed_time)) - total_elapsed_time, 1),
      ),
  ],
  [18, "session.sport", (fit) => everySession(fit, ({ sport }) => sport !== undefined)],
  [19, "session.sub_sport", (fit) => everySession(fit, ({ sub_sport }) => sub_sport !== undefined)],
  [
    20,
    "sessions abut",
    (fit) =>
      everySession(fit, (session, index) => {
        const previous = sessionsOf(fit)[index - 1];
        return previous === undefined || isWithin(ms(session.start_time) - endMs(previous), 2000);
      }),
  ],
  [21, "session.message_index counts from 0", (fit) => isSequential(sessionsOf(fit))],
  [22, "a lap exists", (fit) => lapsOf(fit).length > 0],
  [23, "lap.message_index counts from 0", (fit) => isSequential(lapsOf(fit))],
  [
    24,
    "laps lie in a session",
    (fit) =>
      lapsOf(fit).every(
        (lap) => lap.timestamp !== undefined && isInSession(fit, ms(lap.start_time), endMs(lap)),
      ),
  ],
  [
    25,
    "laps abut",
    (fit) =>
      lapsOf(fit).every((lap, index) => {
        const previous = lapsOf(fit)[index - 1];
        return previous === undefined || isWithin(ms(lap.start_time) - endMs(previous), 2000);
      }),
  ],
  [26, "records lie in a session", (fit) => recordTimes(fit).every((time) => isInSession(fit, time, time))],
  [
    27,
    "records ascend",
    (fit) => recordTimes(fit).every((time, index, all) => index === 0 || time > (all[index - 1] ?? 0)),
  ],
  [28, "device_info.timestamp", (fit) => devicesOf(fit).every(({ timestamp }) => timestamp !== undefined)],
  [
    29,
    "every device has an index and one is the creator",
    (fit) => {
      const indexes = devicesOf(fit).map(({ device_index }): unknown => device_index);
      return !indexes.includes(undefined) && indexes.filter((index) => index === "creator").length === 1;
    },
  ],
  [
    30,
    "device_info.manufacturer is known",
    (fit) => devicesOf(fit).every(({ manufacturer }) => knownManufacturers.has(manufacturer)),
  ],
];

/** Which of the 30 rules for FIT activity files a file breaks. */
export function brokenRules(fit: ParsedFit): readonly string[] {
  return rules.filter(([, , holds]) => !holds(fit)).map(([number, rule]) => `${number} ${rule}`);
}
