import { developerNumber } from "./developer-number.ts";
import type { FitSession } from "./fit-session.ts";

/** What FIT's total of cycles counts in this sport; null for what it does not. */
export interface Cycles {
  readonly steps: number | null;
  readonly swimStrokes: number | null;
  readonly rowStrokes: number | null;
}

const onFoot: ReadonlySet<unknown> = new Set(["running", "walking", "hiking"]);

/**
 * @see FIT profile, session.total_cycles: total_strides on foot, of two steps each; total_strokes in
 *   the water
 */
export function cyclesOf(session: FitSession["session"]): Cycles {
  const { sport, total_cycles, total_fractional_cycles } = session;
  const cycles = total_cycles === undefined ? null : total_cycles + (total_fractional_cycles ?? 0);
  const steps = onFoot.has(sport) && cycles !== null ? Math.round(2 * cycles) : null;
  return {
    steps: steps ?? developerNumber(session, "total_steps"),
    swimStrokes: sport === "swimming" ? cycles : null,
    rowStrokes: sport === "rowing" ? cycles : developerNumber(session, "total_strokes"),
  };
}
