import type { Context } from "hono";
import { createInFlight } from "../in-flight.ts";
import type { Csrf } from "./csrf.ts";
import { foreignForm, tooBusy, unreadableForm, uploadTooLarge } from "./pages/messages.ts";
import { pageResponse, type Page } from "./pages/page.ts";
import { readField } from "./read-field.ts";
import { readForm } from "./read-form.ts";
import type { OpenVisit, Visit } from "./visit.ts";

/** What a form does, once it is known whose it is. */
export type FormAction = (visit: Visit, form: FormData) => Promise<Page | Response>;

/** Reads a form of one of our pages of up to `maxBytes`, and has it acted on. */
export type FormHandler = (context: Context, maxBytes: number, act: FormAction) => Promise<Response>;

/** Lets pass the forms of links that can be used, sent from a browser that was shown them. */
export function createFormHandler(options: {
  readonly openVisit: OpenVisit;
  readonly csrf: Csrf;
  readonly maxInFlightBytes: number;
}): FormHandler {
  const { openVisit, csrf } = options;
  const inFlight = createInFlight(options.maxInFlightBytes);

  async function readAndAct(
    context: Context,
    maxBytes: number,
    visit: Visit,
    act: FormAction,
  ): Promise<Page | Response> {
    const read = await readForm(context, maxBytes);
    if (read.outcome === "too-large") return uploadTooLarge(maxBytes);
    if (read.outcome === "unreadable") return unreadableForm;
    const isOurs = csrf.holds(context, visit.token, readField(read.form, "csrf"));
    return isOurs ? await act(visit, read.form) : foreignForm;
  }

  return async function handleForm(context, maxBytes, act) {
    const opened = await openVisit(context);
    if (opened.outcome === "closed") return await pageResponse(context, opened.page);
    const announced = context.req.header("content-length");
    const isCounted = announced !== undefined && context.req.header("content-encoding") === undefined;
    const room = inFlight.open();
    if (!room.resize(isCounted ? Math.min(Number(announced), maxBytes) : maxBytes)) {
      return await pageResponse(context, tooBusy);
    }
    try {
      const answer = await readAndAct(context, maxBytes, opened.visit, act);
      return answer instanceof Response ? answer : await pageResponse(context, answer);
    } finally {
      room.giveBack();
    }
  };
}
