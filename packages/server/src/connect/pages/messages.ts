import { messagePage } from "./message-page.ts";
import type { Page } from "./page.ts";

const askAgain = "Go back to the app that sent you here and ask for a new link.";

/** Why a link opens nothing. */
export const closedLinks: Readonly<Record<"unknown" | "expired" | "used", Page>> = {
  unknown: messagePage({
    status: 404,
    title: "This link does not exist",
    text: `It may have been cut short when it was copied. ${askAgain}`,
  }),
  expired: messagePage({
    status: 410,
    title: "This link has expired",
    text: `A link works for 15 minutes. ${askAgain}`,
  }),
  used: messagePage({
    status: 410,
    title: "This link has been used",
    text: `A link works once. If you have connected your account with it, all is well and you can close this page. Otherwise go back to the app that sent you here and ask for a new link.`,
  }),
};

export const notOffered: Page = messagePage({
  status: 404,
  title: "This cannot be connected here",
  text: `The app that sent you here did not ask for it, or it is switched off. ${askAgain}`,
});

export const foreignForm: Page = messagePage({
  status: 403,
  title: "This form was not accepted",
  text: "It did not come from the page in this browser, or the browser keeps no cookies. Open the link again and send the form from there.",
});

export const unreadableForm: Page = messagePage({
  status: 400,
  title: "This form could not be read",
  text: "It was cut short on its way. Go back, and send it again.",
});

export const journalDown: Page = messagePage({
  status: 503,
  title: "This does not work right now",
  text: "Nothing can be stored at the moment. Go back and try again in some minutes; if the link has been used by then, ask the app for a new one.",
});

export const tooBusy: Page = messagePage({
  status: 503,
  title: "Too many people at once",
  text: "Nothing was stored, and your link can still be used. Go back, and send the form again in a moment.",
});

export const internalError: Page = messagePage({
  status: 500,
  title: "Something went wrong",
  text: `It is not your fault, and it has been noted. ${askAgain}`,
});

export function uploadTooLarge(maxBytes: number): Page {
  const megabytes = Math.floor(maxBytes / 1_000_000);
  return messagePage({
    status: 413,
    title: "These files are too large",
    text: `All files together may be ${megabytes} MB. Go back, and choose fewer at a time.`,
  });
}
