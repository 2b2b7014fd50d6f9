import type { ReceivedRequest } from "@musette/testing";
import { expect } from "vitest";
import { webhooks } from "./coverage.ts";
import { documents } from "./documents.ts";
import { unknownMembers } from "./unknown-members.ts";

/** The schemas of bodies, by the documents' names of the webhooks. */
const schemas: Readonly<Record<string, string>> = {
  activity: "ActivityEvent",
  athlete: "AthleteEvent",
  body: "BodyEvent",
  daily: "DailyEvent",
  menstruation: "MenstruationEvent",
  nutrition: "NutritionEvent",
  sleep: "SleepEvent",
  deauth: "DeauthEvent",
  auth: "AuthSuccessEvent",
  user_reauth: "UserReauthEvent",
  access_revoked: "AccessRevokedEvent",
  connection_error: "ConnectionErrorEvent",
  large_request_processing: "LargeRequestProcessingEvent",
  large_request_sending: "LargeRequestSendingEvent",
};

/** Members that are in neither document, and are there all the same. */
const additions: ReadonlySet<string> = new Set([
  // The block for what Terra's model has no field for.
  "activity .data[].musette_data",
  // In what Terra was seen to send.
  "auth .version",
]);

const received = new Set<string>();

/** Expects every webhook that a test file is to cover to have been received there. */
export function expectWebhooksCovered(file: string): void {
  const covered = Object.entries(webhooks).filter(
    ([, coverage]) => "covered" in coverage && coverage.covered === file,
  );
  expect([...received].toSorted()).toEqual(covered.map(([name]) => name).toSorted());
}

/** Expects a request to be what both documents say of its webhook, with nothing that neither knows. */
export function expectWebhook(request: ReceivedRequest | undefined, type: string): void {
  if (request === undefined) throw new Error(`no ${type} came`);
  const body: unknown = JSON.parse(request.body.toString());
  expect(body).toMatchObject({ type });
  const pointer = `/components/schemas/${schemas[type]}`;
  const placed = documents.map((document) => {
    expect(document.errors(pointer, body)).toEqual([]);
    return { document, schema: { $ref: `#${pointer}` } };
  });
  const beyond = unknownMembers(body, placed).filter((member) => !additions.has(`${type} ${member}`));
  expect(beyond).toEqual([]);
  expect(request.headers["terra-signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64}/);
  received.add(type);
}
