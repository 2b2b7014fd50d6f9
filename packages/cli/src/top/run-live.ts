import type { ReadStream, WriteStream } from "node:tty";
import type { DestinationView, Overview } from "@musette/console";
import type { AdminClient } from "../admin-client.ts";
import { openScreen } from "./open-screen.ts";
import { colored, plain } from "./paint.ts";
import { pollOverview } from "./poll-overview.ts";
import { readKeys, type TopKey } from "./read-keys.ts";
import { renderTop } from "./render-top.ts";
import { sizeOf, type TopView } from "./view.ts";

export interface LiveTop {
  readonly admin: AdminClient;
  readonly origin: string;
  readonly everyMs: number;
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly stop: AbortController;
}

const noticeMs = 6_000;

/** Fills the terminal and follows its keys until somebody quits or it is stopped. */
export async function runLive({ admin, origin, everyMs, input, output, stop }: LiveTop): Promise<void> {
  using screen = openScreen(output);
  const paint = output.hasColors() ? colored : plain;
  let view: TopView = { origin, overview: null, problem: "asking…", selected: null, notice: null };
  const show = (change: Partial<TopView>) => {
    view = { ...view, ...change };
    screen.draw(renderTop(view, sizeOf(output), paint));
  };
  const names = (overview = view.overview) => overview?.destinations.map(({ name }) => name) ?? [];

  let noticeTimer: NodeJS.Timeout | undefined;
  const notify = (notice: string) => {
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => show({ notice: null }), noticeMs).unref();
    show({ notice });
  };

  async function set(verb: "pause" | "resume", name: string): Promise<void> {
    notify(`${name}: ${verb}…`);
    try {
      const path = ["destinations", name, verb];
      const { status, message } = await admin.request<DestinationView>("POST", path, {}, stop.signal);
      notify(`${name} is ${status}${message === null ? "" : `: ${message}`}`);
    } catch (error) {
      if (!stop.signal.aborted) notify(error instanceof Error ? error.message : String(error));
    }
  }

  const onKey = (key: TopKey) => {
    if (key === "quit") return stop.abort();
    const { selected } = view;
    if (selected === null) return;
    if (key === "pause" || key === "resume") return void set(key, selected);
    const all = names();
    const next = all.indexOf(selected) + (key === "up" ? -1 : 1);
    show({ selected: all[Math.min(Math.max(0, next), all.length - 1)] ?? selected });
  };

  const onOverview = (overview: Overview) => {
    const known = names(overview);
    const kept = view.selected !== null && known.includes(view.selected) ? view.selected : known[0];
    show({ overview, problem: null, selected: input.isTTY ? (kept ?? null) : null });
  };
  const onProblem = ({ message }: Error) => {
    const asOf =
      view.overview === null ? "" : ` Below is how it was at ${view.overview.now.slice(11, 19)} UTC.`;
    show({ problem: `${message} Asking again until it answers.${asOf}` });
  };

  const redraw = () => show({});
  using _keys = input.isTTY ? readKeys(input, onKey) : undefined;
  output.on("resize", redraw);
  show({});
  await pollOverview(admin, { everyMs, signal: stop.signal, onOverview, onProblem });
  output.off("resize", redraw);
  clearTimeout(noticeTimer);
}
