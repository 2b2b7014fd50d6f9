import * as z from "zod";
import type { Answer, Operation, OperationGroup, Parameter } from "../openapi/operation.ts";

const html = { "text/html": z.string() };
const page = (description: string): Answer => ({ description, content: html });

const token: Parameter = { name: "token", description: "Of the link", schema: z.string() };
const provider: Parameter = {
  name: "provider",
  description: "What is connected",
  schema: z.enum(["peloton", "ifit"]),
};
const closed = {
  404: page("No such link, or nothing to connect by this name"),
  410: page("The link was used, or has expired"),
} as const;
const refused = {
  ...closed,
  400: page("The form cannot be read"),
  403: page("Not a form of the page that this browser was shown"),
  413: page("The files are too large"),
  422: page("It cannot be taken: the page says why, and the link can still be used"),
  503: page("The journal cannot store now"),
} as const;
const csrf = z.string().describe("From the page");
const back = { description: "Back to the app", headers: { location: "With Terra's parameters" } } as const;

function form(path: string, id: string, summary: string, body: z.ZodType, type: string): Operation {
  const inPath = path.includes("{provider}") ? [token, provider] : [token];
  return {
    method: "post",
    path,
    id,
    summary,
    caller: "link",
    inPath,
    body: { [type]: body },
    answers: { 200: page("Done"), 303: back, ...refused },
  };
}

/** Pages for people, which a program has no use for: they are here so that nothing is served unsaid. */
export const connectOperations: OperationGroup = {
  tag: "connect",
  description: "The pages on which people connect an account: docs/connect.md",
  prefixes: ["/connect"],
  operations: [
    {
      method: "get",
      path: "/{token}",
      id: "showConnectPage",
      summary: "The page behind a link; uses nothing up",
      caller: "link",
      inPath: [token],
      answers: { 200: page("The page"), ...closed },
    },
    {
      method: "get",
      path: "/{token}/{provider}",
      id: "showProviderPage",
      summary: "The page of one provider",
      caller: "link",
      inPath: [token, provider],
      answers: { 200: page("The page"), ...closed },
    },
    {
      method: "get",
      path: "/{token}/{provider}/{form}",
      id: "showProviderPageAgain",
      summary: "The same, where a browser is after a form that has to be sent again",
      caller: "link",
      inPath: [
        token,
        provider,
        { name: "form", description: "Which form it was", schema: z.enum(["files", "token"]) },
      ],
      answers: { 200: page("The page"), ...closed },
    },
    form(
      "/{token}/{provider}/files",
      "connectByFiles",
      "Connect by an export",
      z.looseObject({ csrf }).describe("And the files"),
      "multipart/form-data",
    ),
    form(
      "/{token}/{provider}/token",
      "connectByToken",
      "Connect by a session's token",
      z.looseObject({ csrf }),
      "application/x-www-form-urlencoded",
    ),
    form(
      "/{token}/cancel",
      "cancelConnection",
      "Cancel",
      z.object({ csrf }),
      "application/x-www-form-urlencoded",
    ),
  ],
};
