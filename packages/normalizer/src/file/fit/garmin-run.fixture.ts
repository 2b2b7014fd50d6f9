import { FitBaseType } from "fit-file-parser/encoder";
import type { StoredMessage } from "./fit-file.fixture.ts";

const { Enum, Uint8, Uint16, Uint32, Uint32z, Sint32, String: Text } = FitBaseType;

/** 2026-03-01T17:00:00Z in FIT seconds. */
export const runStart = Date.UTC(2026, 2, 1, 17) / 1000 - 631_065_600;

const fileId: StoredMessage = [
  0,
  [
    [0, Enum, 4],
    [1, Uint16, 1],
    [2, Uint16, 3589],
    [3, Uint32z, 3_900_000_001],
    [4, Uint32, runStart],
  ],
];

const timer = (second: number, type: number): StoredMessage => [
  21,
  [
    [253, Uint32, runStart + second],
    [0, Enum, 0],
    [1, Enum, type],
  ],
];

const record = (second: number, bpm: number): StoredMessage => [
  20,
  [
    [253, Uint32, runStart + second],
    [0, Sint32, Math.round((52.5 + second / 1e4) * (2 ** 31 / 180))],
    [1, Sint32, Math.round(-13.4 * (2 ** 31 / 180))],
    [3, Uint8, bpm],
    [4, Uint8, 85],
    [5, Uint32, second * 300],
    [6, Uint16, 3000],
    [53, Uint8, 64],
    [78, Uint32, (34.2 + 500) * 5],
  ],
];

/** One session of a sport; times in seconds since the start of the file. */
export function sessionOf(index: number, sport: number, from: number, to: number): StoredMessage {
  return [
    18,
    [
      [254, Uint16, index],
      [253, Uint32, runStart + to],
      [2, Uint32, runStart + from],
      [5, Enum, sport],
      [6, Enum, 0],
      [7, Uint32, (to - from) * 1000],
      [8, Uint32, (to - from - 20) * 1000],
      [9, Uint32, 270_050],
      [10, Uint32, 600],
      [11, Uint16, 88],
      [16, Uint8, 141],
      [17, Uint8, 160],
      [18, Uint8, 84],
      [92, Uint8, 32],
      [124, Uint32, 2970],
      [25, Uint16, index],
      [26, Uint16, 1],
    ],
  ];
}

const lap = (index: number, from: number, to: number): StoredMessage => [
  19,
  [
    [254, Uint16, index],
    [253, Uint32, runStart + to],
    [2, Uint32, runStart + from],
    [7, Uint32, (to - from) * 1000],
    [8, Uint32, (to - from) * 1000],
    [9, Uint32, 100_000],
    [24, Enum, 2],
  ],
];

const activity = (end: number): StoredMessage => [
  34,
  [
    [253, Uint32, runStart + end],
    [1, Uint16, 1],
    [5, Uint32, runStart + end + 3601],
  ],
];

const deviceInfo: StoredMessage = [
  23,
  [
    [253, Uint32, runStart],
    [0, Uint8, 0],
    [2, Uint16, 1],
    [5, Uint16, 1520],
    [27, Text, "Forerunner"],
  ],
];

/**
 * A run as a Garmin watch records it: 100 s with a pause from 40 to 60 s, in a zone of UTC+1 of which
 * the file is told a second late.
 */
export const garminRun: readonly StoredMessage[] = [
  fileId,
  deviceInfo,
  timer(0, 0),
  record(0, 120),
  record(20, 130),
  record(40, 0xff),
  timer(40, 4),
  timer(60, 0),
  record(60, 125),
  record(100, 150),
  timer(100, 4),
  lap(0, 0, 40),
  lap(1, 40, 100),
  sessionOf(0, 1, 0, 100),
  activity(100),
];

/** Two sports in one file, of 50 s each. */
export const duathlon: readonly StoredMessage[] = [
  fileId,
  ...[0, 10, 49, 50, 90].map((second) => record(second, 100 + second)),
  lap(0, 0, 50),
  lap(1, 50, 100),
  sessionOf(0, 1, 0, 50),
  sessionOf(1, 2, 50, 100),
  activity(100),
];
