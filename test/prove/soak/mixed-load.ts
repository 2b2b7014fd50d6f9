import { generateIfitLog, generatePelotonWorkout, type Random } from "@musette/testing";
import { testHeaders } from "../../e2e/musette-process.ts";

/** One request of the load. */
interface Sent {
  readonly kind: "fresh" | "repeat" | "history" | "bad";
  readonly path: string;
  readonly body: string | null;
}

/** What came of the load so far. */
export interface LoadCount {
  /** Events that were acknowledged and not known before, by id. */
  readonly acknowledged: Set<string>;
  /** Answers by kind of request and class of status. */
  readonly answers: Record<string, number>;
  /** What should not have been answered so. */
  readonly wrong: string[];
}

export interface MixedLoad {
  readonly count: LoadCount;
  /** Sends one request and waits for its answer. */
  send(): Promise<void>;
}

/** So many that each has a few workouts within the retention: a history is of a person, not of a fleet. */
const users = 2_000;
const mark = "5e0a4d2c0c1d4e5f8a6b7c8d9e0f1a2b";
/** Few, so that none is older than the retention, after which it is new. */
const remembered = 20;
const expected: Readonly<Record<Sent["kind"], readonly number[]>> = {
  fresh: [202],
  repeat: [200],
  history: [200, 404],
  bad: [400, 422],
};

/** Workouts of three sources under ever new ids, repeats, reads of the history and broken bodies. */
export function createMixedLoad(url: string, random: Random): MixedLoad {
  const templates = makeTemplates();
  const recent: Sent[] = [];
  const count: LoadCount = { acknowledged: new Set(), answers: {}, wrong: [] };

  function fresh(): Sent {
    const template = templates[random.integer(0, templates.length - 1)];
    if (template === undefined) throw new Error("There is no payload to send.");
    const user = `user-${random.integer(1, users)}`;
    const body = template.text.replaceAll(mark, random.hex(32)).replaceAll("somebody", user);
    return { kind: "fresh", path: `/ingest/${template.source}?user_id=${user}`, body };
  }

  function next(): Sent {
    const dice = random.next();
    const earlier = recent[random.integer(0, recent.length - 1)];
    if (dice < 0.05 && earlier !== undefined) return { ...earlier, kind: "repeat" };
    if (dice < 0.1) {
      const user = `user-${random.integer(1, users)}`;
      const path = `/v2/activity?user_id=${user}&start_date=2024-01-01&end_date=2024-01-20&to_webhook=false`;
      return { kind: "history", path, body: null };
    }
    const whole = fresh();
    if (dice >= 0.15) return whole;
    const { body } = whole;
    return { ...whole, kind: "bad", body: (body ?? "").slice(0, random.integer(1, 5_000)) };
  }

  async function send(): Promise<void> {
    const sent = next();
    const { kind, path, body } = sent;
    let status = "no answer";
    try {
      const response = await fetch(new URL(path, url), {
        method: body === null ? "GET" : "POST",
        headers: testHeaders,
        body,
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      status = String(response.status);
      if (!expected[kind].includes(response.status)) note(`${kind}: ${status} ${text.slice(0, 200)}`);
      if (kind === "fresh" && response.status === 202) {
        for (const { id } of (JSON.parse(text) as { events: readonly { readonly id: string }[] }).events) {
          count.acknowledged.add(id);
        }
        recent.push(sent);
        if (recent.length > remembered) recent.shift();
      }
    } catch (error) {
      note(`${kind}: ${String(error)}`);
    }
    const label = `${kind} ${status}`;
    count.answers[label] = (count.answers[label] ?? 0) + 1;
  }

  function note(what: string): void {
    if (count.wrong.length < 20) count.wrong.push(what);
  }

  return { count, send };
}

interface Template {
  readonly source: "peloton" | "ifit" | "terra";
  readonly text: string;
}

/** Made once: to make each anew would cost more than to take it. */
function makeTemplates(): readonly Template[] {
  const templates: Template[] = [];
  for (const discipline of ["cycling", "running", "strength", "cycling"] as const) {
    const made = generatePelotonWorkout({ seed: templates.length, discipline, durationSeconds: 600 });
    const text = JSON.stringify(made).replaceAll(made.workout.id, mark);
    templates.push({ source: "peloton", text });
  }
  for (const kind of ["bike", "treadmill"] as const) {
    const made = generateIfitLog({ seed: templates.length, kind, durationMs: 600_000 });
    templates.push({ source: "ifit", text: JSON.stringify(made).replaceAll(made.id, mark) });
  }
  const samples = Array.from({ length: 200 }, (_, n) => ({
    timestamp: `2024-01-02T06:${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}.000000+01:00`,
    bpm: 100 + (n % 60),
  }));
  const item = {
    metadata: {
      summary_id: mark,
      type: 8,
      upload_type: 1,
      start_time: "2024-01-02T06:00:00.000000+01:00",
      end_time: "2024-01-02T06:10:00.000000+01:00",
    },
    heart_rate_data: { summary: { avg_hr_bpm: 130 }, detailed: { hr_samples: samples } },
  };
  const user = { user_id: "somebody", provider: "GARMIN" };
  templates.push({
    source: "terra",
    text: JSON.stringify({ type: "activity", user, data: [item], version: "2022-03-16" }),
  });
  return templates;
}
