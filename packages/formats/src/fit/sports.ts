import { ActivityType } from "@musette/core";

/** FIT's two words for a kind of workout. */
export interface Sport {
  readonly sport: number;
  readonly subSport: number;
}

const generic = 0;
const running = 1;
const cycling = 2;
const fitnessEquipment = 4;
const swimming = 5;
const training = 10;
const walking = 11;
const rowing = 15;

/** Numbers of the FIT profile, types sport and sub_sport. A type that is not here is generic. */
const byType: ReadonlyMap<number, readonly [sport: number, subSport: number]> = new Map([
  [ActivityType.Biking, [cycling, generic]],
  [ActivityType.RoadBiking, [cycling, 7]],
  [ActivityType.MountainBiking, [cycling, 8]],
  [ActivityType.GravelCycling, [cycling, 46]],
  [ActivityType.HandBiking, [cycling, 12]],
  [ActivityType.UtilityBiking, [cycling, 48]],
  [ActivityType.Spinning, [cycling, 5]],
  [ActivityType.StationaryBiking, [cycling, 6]],
  [ActivityType.EBiking, [21, 28]],
  [ActivityType.EMountainBiking, [21, 47]],
  [ActivityType.Running, [running, generic]],
  [ActivityType.Jogging, [running, generic]],
  [ActivityType.RunningOnSand, [running, generic]],
  [ActivityType.TreadmillRunning, [running, 1]],
  [ActivityType.Treadmill, [running, 1]],
  [ActivityType.IndoorRunning, [running, 45]],
  [ActivityType.TrailRunning, [running, 3]],
  [ActivityType.Walking, [walking, generic]],
  [ActivityType.WalkingForFitness, [walking, generic]],
  [ActivityType.WalkingWithStroller, [walking, generic]],
  [ActivityType.NordicWalking, [walking, generic]],
  [ActivityType.TreadmillWalking, [walking, 27]],
  [ActivityType.Hiking, [17, generic]],
  [ActivityType.Mountaineering, [16, generic]],
  [ActivityType.Rowing, [rowing, generic]],
  [ActivityType.RowingMachine, [rowing, 14]],
  [ActivityType.Elliptical, [fitnessEquipment, 15]],
  [ActivityType.StairClimbingMachine, [fitnessEquipment, 16]],
  [ActivityType.StairClimbing, [fitnessEquipment, 16]],
  [ActivityType.Ergometer, [fitnessEquipment, generic]],
  [ActivityType.Swimming, [swimming, generic]],
  [ActivityType.SwimmingInPool, [swimming, 17]],
  [ActivityType.OpenWaterSwimming, [swimming, 18]],
  [ActivityType.StrengthTraining, [training, 20]],
  [ActivityType.Weightlifting, [training, 20]],
  [ActivityType.KettlebellTraining, [training, 20]],
  [ActivityType.Calisthenics, [training, 20]],
  [ActivityType.CardioTraining, [training, 26]],
  [ActivityType.CircuitTraining, [training, 26]],
  [ActivityType.CrossFit, [training, 26]],
  [ActivityType.IntervalTraining, [training, 26]],
  [ActivityType.P90xExercises, [training, 26]],
  [ActivityType.Aerobics, [training, 26]],
  [ActivityType.Yoga, [training, 43]],
  [ActivityType.Pilates, [training, 44]],
  [ActivityType.Stretching, [training, 19]],
  [ActivityType.GuidedBreathing, [training, 62]],
  [ActivityType.Hiit, [62, 70]],
  [ActivityType.Meditation, [67, generic]],
  [ActivityType.CrossCountrySkiing, [12, generic]],
  [ActivityType.RollerSkiing, [12, generic]],
  [ActivityType.Skiing, [13, generic]],
  [ActivityType.DownhillSkiing, [13, 38]],
  [ActivityType.BackCountrySkiing, [13, 37]],
  [ActivityType.Snowboarding, [14, generic]],
  [ActivityType.Snowshoeing, [35, generic]],
  [ActivityType.Snowmobile, [36, generic]],
  [ActivityType.Multisport, [18, generic]],
  [ActivityType.Triathlon, [18, 78]],
  [ActivityType.Paddling, [19, generic]],
  [ActivityType.Kayaking, [41, generic]],
  [ActivityType.Canoeing, [88, generic]],
  [ActivityType.StandUpPaddleboarding, [37, generic]],
  [ActivityType.Surfing, [38, generic]],
  [ActivityType.Wakeboarding, [39, generic]],
  [ActivityType.WaterSkiing, [40, generic]],
  [ActivityType.Windsurfing, [43, generic]],
  [ActivityType.Kitesurfing, [44, generic]],
  [ActivityType.Sailing, [32, generic]],
  [ActivityType.PowerBoating, [23, generic]],
  [ActivityType.Diving, [53, generic]],
  [ActivityType.ScubaDiving, [53, generic]],
  [ActivityType.InlineSkating, [30, generic]],
  [ActivityType.IndoorRollerblading, [30, generic]],
  [ActivityType.Skating, [33, generic]],
  [ActivityType.IceSkating, [33, generic]],
  [ActivityType.IndoorSkating, [33, generic]],
  [ActivityType.RockClimbing, [31, generic]],
  [ActivityType.Golf, [25, generic]],
  [ActivityType.HorsebackRiding, [27, generic]],
  [ActivityType.Fishing, [29, generic]],
  [ActivityType.SkyDiving, [34, generic]],
  [ActivityType.HangGliding, [26, generic]],
  [ActivityType.Flying, [20, generic]],
  [ActivityType.Driving, [24, generic]],
  [ActivityType.Motorbiking, [22, generic]],
  [ActivityType.MotorRacing, [81, generic]],
  [ActivityType.Boxing, [47, generic]],
  [ActivityType.MixedMartialArts, [80, generic]],
  [ActivityType.JumpingRope, [84, generic]],
  [ActivityType.Dancing, [83, generic]],
  [ActivityType.Archery, [79, generic]],
  [ActivityType.Wheelchair, [65, generic]],
  [ActivityType.Basketball, [6, generic]],
  [ActivityType.EnglishFootball, [7, generic]],
  [ActivityType.AmericanFootball, [9, generic]],
  [ActivityType.Tennis, [8, generic]],
  [ActivityType.Baseball, [49, generic]],
  [ActivityType.Cricket, [71, generic]],
  [ActivityType.Rugby, [72, generic]],
  [ActivityType.Hockey, [73, generic]],
  [ActivityType.Lacrosse, [74, generic]],
  [ActivityType.Volleyball, [75, generic]],
  [ActivityType.TeamSports, [70, generic]],
  [ActivityType.Badminton, [64, 95]],
  [ActivityType.Squash, [64, 94]],
  [ActivityType.Racquetball, [64, 96]],
  [ActivityType.TableTennis, [64, 97]],
  [ActivityType.PadelTennis, [64, 85]],
]);

export function sportOf(activityType: number | null): Sport {
  const [sport, subSport] = byType.get(activityType ?? -1) ?? [generic, generic];
  return { sport, subSport };
}

/** FIT counts strides there, each of two steps (FIT profile, session.total_strides). */
export function countsStrides({ sport }: Sport): boolean {
  return sport === running || sport === walking || sport === 17;
}

/** FIT counts strokes there. */
export function countsStrokes({ sport }: Sport): boolean {
  return sport === rowing || sport === swimming;
}
