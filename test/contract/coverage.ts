/** Where an operation or a webhook is held to the documents, or why it is not. */
export type Coverage = { readonly covered: string } | { readonly excluded: string };

const data = { covered: "data.test.ts" } as const;
const users = { covered: "users.test.ts" } as const;
const writing = { covered: "writing.test.ts" } as const;
const webhooksTest = { covered: "webhooks.test.ts" } as const;

const connecting = { covered: "connecting.test.ts" } as const;
const hormones = { excluded: "hormone data: neither Peloton nor iFit has any" } as const;
const plans = { excluded: "planning workouts at a provider: neither Peloton nor iFit takes plans" } as const;
const labs = { excluded: "laboratory reports: no exercise equipment makes any" } as const;
const passedOn = (why: string) => ({
  excluded: `only passed on, byte for byte, where Terra sends it: ${why}`,
});

/** Every operation of either document. */
export const operations: Readonly<Record<string, Coverage>> = {
  "GET /activity": data,
  "GET /body": data,
  "GET /daily": data,
  "GET /menstruation": data,
  "GET /nutrition": data,
  "GET /sleep": data,
  "GET /athlete": data,
  "GET /userInfo": users,
  "GET /subscriptions": users,
  "POST /bulkUserInfo": users,
  "PATCH /users/{user_id}": users,
  "DELETE /auth/deauthenticateUser": users,
  "GET /integrations": users,
  "GET /integrations/detailed": users,
  "POST /activity": writing,
  "POST /body": writing,
  "POST /nutrition": writing,
  "DELETE /body": writing,
  "DELETE /nutrition": writing,
  "POST /auth/authenticateUser": connecting,
  "POST /auth/generateWidgetSession": connecting,
  "POST /auth/generateAuthToken": connecting,
  "GET /connections/{connection_id}/hormone": hormones,
  "POST /plannedWorkout": plans,
  "GET /plannedWorkout": plans,
  "DELETE /plannedWorkout": plans,
  "POST /workouts": plans,
  "GET /workouts": plans,
  "GET /workouts/{workout_id}": plans,
  "DELETE /workouts/{workout_id}": plans,
  "POST /workouts/{workout_id}/plan": plans,
  "GET /plannedWorkouts": plans,
  "GET /plannedWorkouts/{planned_workout_id}": plans,
  "PATCH /plannedWorkouts/{planned_workout_id}": plans,
  "DELETE /plannedWorkouts/{planned_workout_id}": plans,
  "POST /lab-reports": labs,
  "GET /lab-reports": labs,
  "GET /lab-reports/{session_id}": labs,
  "DELETE /lab-reports/{session_id}": labs,
  "GET /lab-reports/{session_id}/deliveries": labs,
  "GET /lab-reports/{session_id}/files": labs,
};

/** Every webhook of either document, by the documents' names. */
export const webhooks: Readonly<Record<string, Coverage>> = {
  activity: webhooksTest,
  athlete: webhooksTest,
  body: webhooksTest,
  daily: webhooksTest,
  menstruation: webhooksTest,
  nutrition: webhooksTest,
  sleep: webhooksTest,
  deauth: webhooksTest,
  large_request_processing: webhooksTest,
  large_request_sending: webhooksTest,
  auth: connecting,
  user_reauth: connecting,
  access_revoked: connecting,
  connection_error: connecting,
  permission_change: passedOn("permissions are the provider's to change"),
  healthcheck: passedOn("a statistic of Terra's own service"),
  google_no_datasource: passedOn("about Google accounts"),
  processing: passedOn("a provider that is still preparing data; nothing is fetched here"),
  rate_limit_hit: passedOn("a provider's refusal; nothing is fetched here"),
  s3_upload: passedOn("a pointer into Terra's storage; what is too large here has a claim check"),
  lab_report: labs,
};
