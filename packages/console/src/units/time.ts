const clock = { hour: "2-digit", minute: "2-digit" } as const;
const day = { day: "numeric", month: "short", year: "numeric" } as const;
const dateTime = format({ weekday: "short", ...day, ...clock });
const timeOnly = format({ ...clock, second: "2-digit" });
const wallDateTime = format({ weekday: "short", ...day, ...clock, timeZone: "UTC" });
const wallDay = format({ weekday: "short", ...day, timeZone: "UTC" });
const wallClock = format({ ...clock, timeZone: "UTC" });

/** Made with its first use: each takes a browser milliseconds, and the first page needs none. */
function format(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined;
  return () => (made ??= new Intl.DateTimeFormat("en-GB", options));
}

/** An instant in the reader's own time zone: `Sat, 28 Nov 2026, 18:05`. */
export function instant(iso: string): string {
  return dateTime().format(new Date(iso));
}

/** An instant's time of day to the second, in the reader's time zone. */
export function timeOfDay(iso: string): string {
  return timeOnly().format(new Date(iso));
}

/** When a workout was, on the person's own clock: its offset, or its lack of one, is left aside. */
export function workoutTime(iso: string, part: "both" | "day" | "time" = "both"): string {
  const wall = new Date(`${iso.slice(0, 19)}Z`);
  if (Number.isNaN(wall.getTime())) return iso;
  return (part === "both" ? wallDateTime : part === "day" ? wallDay : wallClock)().format(wall);
}

/** `1:02:03` or `4:05`. */
export function duration(seconds: number): string {
  const total = Math.round(seconds);
  const rest = `${String(Math.floor(total / 60) % 60).padStart(total >= 3600 ? 2 : 1, "0")}:${String(total % 60).padStart(2, "0")}`;
  return total >= 3600 ? `${Math.floor(total / 3600)}:${rest}` : rest;
}

/** How long in words, roughly: `now`, `40 s`, `12 min`, `3 h`, `5 days`. */
export function roughly(seconds: number): string {
  if (seconds < 1) return "now";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** `12 min ago`, counted from the server's clock. */
export function ago(iso: string, now: string | number): string {
  const seconds = (new Date(now).getTime() - new Date(iso).getTime()) / 1000;
  return seconds < 1 ? "just now" : `${roughly(seconds)} ago`;
}
