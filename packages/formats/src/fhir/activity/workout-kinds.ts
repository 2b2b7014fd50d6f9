import { ActivityType } from "@musette/core";

/** What decides which of a guide's codes stands for a speed, a distance, a power. */
export type Sport = "cycling" | "running" | "walking" | "rowing" | "swimming" | "wheelchair";

export interface WorkoutKind {
  readonly type: ActivityType;
  /** Of the guide's value set `observation-workout-codes`. */
  readonly pghd: string;
  /** Of LOINC's answer list LL734-5. */
  readonly loincAnswer?: string;
  readonly sport?: Sport;
}

const walking = { loincAnswer: "LA11834-1", sport: "walking" } as const;
const jogging = { loincAnswer: "LA11835-8", sport: "running" } as const;
const running = { loincAnswer: "LA11836-6", sport: "running" } as const;
const bicycling = { loincAnswer: "LA11837-4", sport: "cycling" } as const;
const swimming = { loincAnswer: "LA11838-2", sport: "swimming" } as const;
const weights = { loincAnswer: "LA11839-0" } as const;
const mixed = { loincAnswer: "LA11840-8" } as const;

function kind(type: ActivityType, pghd: string, rest: Omit<WorkoutKind, "type" | "pghd"> = {}): WorkoutKind {
  return { type, pghd, ...rest };
}

/** The kinds of workout that the guide has a word of the same meaning for; the others are `workout`. */
export const workoutKinds: ReadonlyMap<number, WorkoutKind> = new Map(
  [
    kind(ActivityType.Biking, "biking", bicycling),
    kind(ActivityType.MountainBiking, "biking", bicycling),
    kind(ActivityType.RoadBiking, "biking", bicycling),
    kind(ActivityType.UtilityBiking, "biking", bicycling),
    kind(ActivityType.GravelCycling, "biking", bicycling),
    kind(ActivityType.Spinning, "bikingStationary", bicycling),
    kind(ActivityType.StationaryBiking, "bikingStationary", bicycling),
    kind(ActivityType.HandBiking, "handCycling"),
    kind(ActivityType.EBiking, "biking", { sport: "cycling" }),
    kind(ActivityType.EMountainBiking, "biking", { sport: "cycling" }),
    kind(ActivityType.Running, "running", running),
    kind(ActivityType.RunningOnSand, "running", running),
    kind(ActivityType.TrailRunning, "running", running),
    kind(ActivityType.IndoorRunning, "running", running),
    kind(ActivityType.Jogging, "running", jogging),
    kind(ActivityType.TreadmillRunning, "runningTreadmill", running),
    kind(ActivityType.Walking, "walking", walking),
    kind(ActivityType.WalkingForFitness, "walking", walking),
    kind(ActivityType.NordicWalking, "walking", walking),
    kind(ActivityType.TreadmillWalking, "walking", walking),
    kind(ActivityType.WalkingWithStroller, "walking", walking),
    kind(ActivityType.Hiking, "hiking", { sport: "walking" }),
    kind(ActivityType.Rowing, "rowing", { sport: "rowing" }),
    kind(ActivityType.RowingMachine, "rowingMachine", { sport: "rowing" }),
    kind(ActivityType.Swimming, "swimming", swimming),
    kind(ActivityType.SwimmingInPool, "swimmingPool", swimming),
    kind(ActivityType.OpenWaterSwimming, "swimmingOpenWater", swimming),
    kind(ActivityType.Wheelchair, "wheelchair", { sport: "wheelchair" }),
    kind(ActivityType.StrengthTraining, "strengthTraining", weights),
    kind(ActivityType.Weightlifting, "weightlifting", weights),
    kind(ActivityType.CircuitTraining, "bootCamp", mixed),
    kind(ActivityType.CardioTraining, "mixedCardio", mixed),
    kind(ActivityType.Hiit, "highIntensityIntervalTraining", mixed),
    kind(ActivityType.CrossFit, "crossTraining", mixed),
    kind(ActivityType.Triathlon, "swimBikeRun", mixed),
    kind(ActivityType.Calisthenics, "calisthenics"),
    kind(ActivityType.Elliptical, "elliptical"),
    kind(ActivityType.StairClimbing, "stairClimbing"),
    kind(ActivityType.StairClimbingMachine, "stairClimbingMachine"),
    kind(ActivityType.JumpingRope, "jumpRope"),
    kind(ActivityType.Yoga, "yoga"),
    kind(ActivityType.Pilates, "pilates"),
    kind(ActivityType.Stretching, "stretching"),
    kind(ActivityType.Meditation, "meditation"),
    kind(ActivityType.GuidedBreathing, "guidedBreathing"),
    kind(ActivityType.Gymnastics, "gymnastics"),
    kind(ActivityType.Dancing, "dance"),
    kind(ActivityType.Boxing, "boxing"),
    kind(ActivityType.Kickboxing, "kickboxing"),
    kind(ActivityType.MartialArts, "martialArts"),
    kind(ActivityType.Fencing, "fencing"),
    kind(ActivityType.AmericanFootball, "americanFootball"),
    kind(ActivityType.AustralianFootball, "australianFootball"),
    kind(ActivityType.EnglishFootball, "soccer"),
    kind(ActivityType.Badminton, "badminton"),
    kind(ActivityType.Baseball, "baseball"),
    kind(ActivityType.Basketball, "basketball"),
    kind(ActivityType.Cricket, "cricket"),
    kind(ActivityType.Frisbee, "frisbeeDisc"),
    kind(ActivityType.Golf, "golf"),
    kind(ActivityType.Handball, "handball"),
    kind(ActivityType.Hockey, "hockey"),
    kind(ActivityType.Lacrosse, "lacrosse"),
    kind(ActivityType.Racquetball, "racquetball"),
    kind(ActivityType.Rugby, "rugby"),
    kind(ActivityType.Softball, "softball"),
    kind(ActivityType.Squash, "squash"),
    kind(ActivityType.TableTennis, "tableTennis"),
    kind(ActivityType.Tennis, "tennis"),
    kind(ActivityType.Volleyball, "volleyball"),
    kind(ActivityType.WaterPolo, "waterPolo"),
    kind(ActivityType.Archery, "archery"),
    kind(ActivityType.Curling, "curling"),
    kind(ActivityType.Fishing, "fishing"),
    kind(ActivityType.HorsebackRiding, "equestrianSports"),
    kind(ActivityType.RockClimbing, "rockClimbing"),
    kind(ActivityType.Paragliding, "paraGliding"),
    kind(ActivityType.ScubaDiving, "scubaDiving"),
    kind(ActivityType.Sailing, "sailing"),
    kind(ActivityType.Surfing, "surfingSports"),
    kind(ActivityType.Paddling, "paddleSports"),
    kind(ActivityType.IceSkating, "iceSkating"),
    kind(ActivityType.Skating, "skatingSports"),
    kind(ActivityType.Skiing, "skiing"),
    kind(ActivityType.CrossCountrySkiing, "crossCountrySkiing"),
    kind(ActivityType.DownhillSkiing, "downhillSkiing"),
    kind(ActivityType.Snowboarding, "snowboarding"),
    kind(ActivityType.Snowshoeing, "snowshoeing"),
  ].map((kind) => [kind.type, kind]),
);
