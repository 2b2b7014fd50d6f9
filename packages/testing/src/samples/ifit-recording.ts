import type { Random } from "./random.ts";

export type IfitKind = "bike" | "treadmill" | "rower" | "elliptical" | "strength";

/** `from the start`, `late` (0 until the strap is found, with drop-outs after), or `never`. */
export type IfitHeartRate = "from the start" | "late" | "never";

/** What the machine measured, one value a second; no list for what it does not measure. */
export interface IfitRecording {
  readonly mps?: readonly number[];
  readonly bpm?: readonly number[];
  readonly incline?: readonly number[];
  /** Cumulative. */
  readonly meters?: readonly number[];
  readonly watts?: readonly number[];
  /** Cumulative, kilocalories. */
  readonly calories: readonly number[];
  /** A level of the machine, 1 to 24. */
  readonly resistance?: readonly number[];
  readonly rpm?: readonly number[];
  /** Cumulative; crank revolutions on a bike. */
  readonly steps?: readonly number[];
  readonly spm?: readonly number[];
  readonly five_hundred_split?: readonly number[];
}

/** A workout of warm-up, intervals and cool-down, with a pause now and then. */
export function recordIfit(
  random: Random,
  kind: IfitKind,
  seconds: number,
  heartRate: IfitHeartRate,
): IfitRecording {
  const effort = effortPerSecond(random, seconds);
  const moving = effort.map((level) => level > 0);
  const bpm = heartRate === "never" ? {} : { bpm: bpmPerSecond(random, effort, heartRate === "late") };
  if (kind === "strength") return { ...bpm, calories: sums(effort.map((level) => 0.05 + level * 0.08)) };

  const motion = motionPerSecond(random, kind, effort);
  const mps = motion.mps.map((speed, second) => (moving[second] ? round(speed, 3) : 0));
  const incline = kind === "rower" ? {} : { incline: effort.map((level) => Math.round(level * 16 - 4) / 2) };
  return {
    ...motion,
    ...bpm,
    ...incline,
    mps,
    meters: sums(mps),
    calories: sums(mps.map((speed, second) => caloriesPerSecond(kind, speed, motion.watts[second] ?? 0))),
  };
}

/** 0 (standing still) to 1, constant for half a minute to three minutes as a class asks for it. */
function effortPerSecond(random: Random, seconds: number): number[] {
  const effort: number[] = [];
  while (effort.length < seconds) {
    const part = effort.length / seconds;
    const easy = part < 0.1 || part > 0.9;
    const level = easy ? random.between(0.2, 0.4) : random.between(0.35, 1);
    const pauseSeconds = random.chance(0.06) ? random.integer(5, 40) : 0;
    effort.push(
      ...Array<number>(random.integer(30, 180)).fill(level),
      ...Array<number>(pauseSeconds).fill(0),
    );
  }
  return effort.slice(0, seconds);
}

function motionPerSecond(random: Random, kind: Exclude<IfitKind, "strength">, effort: readonly number[]) {
  const perSecond = (value: (level: number, noise: number) => number, digits = 0) =>
    effort.map((level) => (level === 0 ? 0 : round(value(level, random.between(-1, 1)), digits)));

  if (kind === "treadmill") {
    const mps = perSecond((level) => 1.4 + 2.4 * level, 3);
    const strides = mps.map((speed) => (speed === 0 ? 0 : 1.6 + 0.35 * speed));
    return { mps, watts: mps.map((speed) => Math.round(speed * 118)), steps: sums(strides, 0) };
  }
  if (kind === "rower") {
    const watts = perSecond((level, noise) => 60 + 170 * level + 6 * noise);
    const mps = watts.map((power) => Math.cbrt(power / 2.8));
    return {
      mps,
      watts,
      spm: perSecond((level, noise) => 18 + 12 * level + noise),
      five_hundred_split: mps.map((speed) => (speed === 0 ? 0 : round(500 / speed, 1))),
      resistance: effort.map(() => 8),
    };
  }
  const rpm = perSecond((level, noise) => 55 + 40 * level + 2 * noise);
  const resistance = effort.map((level) => 1 + Math.round(level * 17));
  const watts = rpm.map((pace, second) => Math.round(pace * (resistance[second] ?? 1) * 0.15));
  return {
    mps: watts.map((power) => Math.cbrt(power / 0.25)),
    watts,
    rpm,
    resistance,
    steps: sums(
      rpm.map((pace) => pace / 60),
      0,
    ),
  };
}

/** Follows the effort slowly, as a heart does. */
function bpmPerSecond(random: Random, effort: readonly number[], late: boolean): number[] {
  let bpm = random.integer(70, 95);
  const foundAtSecond = late ? random.integer(18, 20) : 0;
  let lostUntilSecond = foundAtSecond;
  return effort.map((level, second) => {
    bpm += (95 + 85 * level - bpm) / 45 + random.between(-0.6, 0.6);
    if (late && random.chance(0.002))
      lostUntilSecond = Math.max(lostUntilSecond, second + random.integer(3, 20));
    return second < lostUntilSecond ? 0 : Math.round(bpm);
  });
}

/** Per meter on a treadmill, from the work done elsewhere. */
function caloriesPerSecond(kind: IfitKind, mps: number, watts: number): number {
  return kind === "treadmill" ? mps * 0.0914 : watts / 1046;
}

function sums(perSecond: readonly number[], digits = 3): number[] {
  let total = 0;
  return perSecond.map((amount) => {
    total += amount;
    return round(total, digits);
  });
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
