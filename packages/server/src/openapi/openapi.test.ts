import { Validator } from "@seriousme/openapi-schema-validator";
import { generatePelotonWorkout } from "@musette/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, describe, expect, it } from "vitest";
import { openApiText } from "./index.ts";
import { startWholeServer } from "./whole-server.fixture.ts";

type Json = Readonly<Record<string, unknown>>;
interface Described extends Json {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Json }>>;
}

const document = JSON.parse(openApiText) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};
const described = Object.entries(document.paths).flatMap(([url, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${url}`),
);

/** A member that the document does not name is a mistake here, though not for who reads an answer. */
function strictly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictly);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, strictly(part)]));
  const isClosed = members["type"] === "object" && "properties" in members;
  return isClosed ? { additionalProperties: false, ...members } : members;
}
const ajv = new Ajv2020({ strict: false, allErrors: true });
// Its default export is typed as CommonJS.
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(strictly(document) as object, "openapi");

function pointer(...steps: readonly string[]): string {
  return steps
    .map((step) => `/${encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
    .join("");
}

const server = await startWholeServer();
const { app, delivery } = server;
afterAll(async () => await server[Symbol.asyncDispose]());

const answered = new Set<string>();
/** Of the console, as a browser would keep it. */
let cookie = "";

/** Asks the server over a socket, and holds the answer to the document. */
async function ask(
  method: string,
  url: string,
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(new URL(target, server.url), {
    method,
    redirect: "manual",
    headers: {
      "dev-id": "alice",
      "x-api-key": "alice-key",
      authorization: "Bearer token-of-the-tests",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
  const text = await response.text();
  const status = String(response.status);
  const where = `${method} ${target} → ${status} ${text.slice(0, 300)}`;
  const content = document.paths[url]?.[method.toLowerCase()]?.responses[status]?.content;
  expect(response.status === 204 ? {} : content, where).toBeDefined();
  if (response.ok) answered.add(`${method} ${url}`);
  if (response.status === 204) return {};
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  expect(Object.keys(content ?? {}), where).toContain(type);
  const isJson = type.endsWith("json");
  const value: unknown = isJson ? JSON.parse(text) : text;
  const place = pointer("paths", url, method.toLowerCase(), "responses", status, "content", type, "schema");
  const validate = ajv.getSchema(`openapi#${place}`);
  expect(validate, place).toBeDefined();
  expect(validate?.(value) === true ? [] : validate?.errors, where).toEqual([]);
  return value as Json;
}

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("describes every route, and nothing that is none", () => {
    const routes = app.routes
      // Files of the console have names of their own at each build.
      .filter(({ method, path: route }) => method !== "ALL" && !/\*|:file/.test(route))
      .map(({ method, path: route }) => `${method} ${route.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`);
    expect([...described].toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it("names every operation once", () => {
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(ids.length).toBe(new Set(ids).size);
  });

  it("says what the running server answers", { timeout: 60_000 }, async () => {
    const ride = generatePelotonWorkout({ seed: 3, durationSeconds: 60, hasGaps: false });
    const broken = { workout: { ...ride.workout, id: "b".repeat(32) }, performance_graph: "new shape" };
    for (const target of ["?user_id=me", "?user_id=me", "?reference_id=you", ""]) {
      await ask("POST", "/ingest/{source}", `/ingest/peloton${target}`, ride);
    }
    await ask("POST", "/ingest/{source}", "/ingest/peloton?user_id=me", broken);
    await ask("POST", "/ingest/{source}", "/ingest/none", {});
    await ask("POST", "/ingest/{source}", "/ingest/peloton?user_id=me", ride, { "x-api-key": "no" });
    await ask("POST", "/ingest/{source}", "/ingest/peloton?user_id=me", ride, {
      "content-type": "text/plain",
    });
    await delivery.drained({ signal: AbortSignal.timeout(10_000) });

    for (const prefix of ["/v2", "/api/v2"]) {
      const terra = async (method: string, url: string, query = "", body?: unknown) =>
        await ask(method, `${prefix}${url}`, `${prefix}${url.replace("{user_id}", "me")}${query}`, body);
      const day = "?user_id=me&start_date=2000-01-01&end_date=2000-01-03&to_webhook=";
      for (const type of ["activity", "body", "daily", "menstruation", "nutrition", "sleep"]) {
        for (const query of [`${day}false`, `${day}true`, "", "?user_id=nobody&start_date=2000-01-01"]) {
          await terra("GET", `/${type}`, query);
        }
      }
      for (const query of ["?user_id=me&to_webhook=false", "?user_id=me"])
        await terra("GET", "/athlete", query);
      const start = String(ride.workout.start_time);
      const past = `?user_id=me&start_date=${start}&end_date=${Number(start) + 86_400}&to_webhook=false`;
      expect((await terra("GET", "/activity", past))["data"]).toHaveLength(1);
      await terra("POST", "/activity", "?user_id=me", {
        data: [
          {
            metadata: {
              start_time: "2026-01-01T00:00:00Z",
              end_time: "2026-01-01T01:00:00Z",
              summary_id: "x",
              type: 1,
              upload_type: 1,
            },
          },
        ],
      });
      for (const type of ["body", "nutrition"]) {
        await terra("POST", `/${type}`, "?user_id=me", {
          data: [{ metadata: { start_time: "2026-01-01T00:00:00Z", end_time: "2026-01-01T01:00:00Z" } }],
        });
        await terra("DELETE", `/${type}`);
      }
      await terra("GET", "/userInfo", "?user_id=me");
      await terra("GET", "/userInfo", "?reference_id=you");
      await terra("GET", "/userInfo");
      await terra("GET", "/subscriptions");
      await terra("GET", "/subscriptions", "?page=0&per_page=1");
      await terra("POST", "/bulkUserInfo", "", ["me", "nobody"]);
      await terra("POST", "/bulkUserInfo", "", []);
      await terra("PATCH", "/users/{user_id}", "", { active: true });
      await terra("GET", "/integrations");
      await terra("GET", "/integrations/detailed");
      await terra("POST", "/auth/generateWidgetSession", "", {});
      await terra("POST", "/auth/authenticateUser", "?resource=PELOTON", {});
      await terra("POST", "/auth/authenticateUser", "?resource=none", {});
      await terra("POST", "/auth/generateAuthToken");
    }

    const admin = async (method: string, url: string, target = url, body?: unknown) =>
      await ask(method, `/admin${url}`, `/admin${target}`, body);
    await admin("GET", "/destinations");
    for (const action of ["pause", "resume", "check"]) {
      await admin("POST", `/destinations/{name}/${action}`, `/destinations/lake/${action}`);
      await admin("POST", `/destinations/{name}/${action}`, `/destinations/none/${action}`);
    }
    await admin("DELETE", "/destinations/{name}", "/destinations/lake");
    for (const name of ["lake", "none"]) {
      await admin("GET", "/destinations/{name}/config", `/destinations/${name}/config`);
      await admin("POST", "/destinations/{name}/test", `/destinations/${name}/test`);
    }
    await admin("GET", "/overview");
    await delivery.drained({ signal: AbortSignal.timeout(10_000) });
    await admin("GET", "/dead-letters");
    await admin("GET", "/dead-letters/{destination}/{seq}", "/dead-letters/lake/1");
    await admin("POST", "/dead-letters/retry", "/dead-letters/retry?destination=lake&dry_run=true");
    await admin("POST", "/dead-letters/retry");
    await admin("POST", "/dead-letters/drop", "/dead-letters/drop?destination=none");
    await admin("POST", "/dead-letters/{destination}/{seq}/retry", "/dead-letters/lake/1/retry");
    await admin("POST", "/dead-letters/{destination}/{seq}/drop", "/dead-letters/lake/2/drop");
    await admin("GET", "/events", "/events?limit=1");
    await admin("GET", "/events", "/events?order=newest&details=true");
    for (const part of ["normalized", "raw", "origins", "chart", "deliveries"]) {
      await admin("GET", `/events/{id}/${part}`, `/events/1/${part}`);
      await admin("GET", `/events/{id}/${part}`, `/events/none/${part}`);
    }
    for (const format of ["fit", "tcx", "fhir", "fhir-r5", "json", "csv", "exe"]) {
      await admin("GET", "/events/{id}/as/{format}", `/events/1/as/${format}`);
    }
    await admin("GET", "/events/{id}", "/events/1");
    await admin("GET", "/events/{id}", "/events/none");
    await admin("POST", "/replay", "/replay", { destination: "lake", all: true, dry_run: true });
    await admin("POST", "/replay", "/replay", { destination: "lake", all: true });
    const job = await admin("POST", "/replay", "/replay", {
      destination: "lake",
      all: true,
      background: true,
    });
    await admin("GET", "/replays");
    for (const replay of [String(job["id"]), "none"]) {
      await admin("GET", "/replays/{id}", `/replays/${replay}`);
      await admin("POST", "/replays/{id}/stop", `/replays/${replay}/stop`);
    }
    const { quarantine } = (await admin("GET", "/quarantine")) as unknown as { quarantine: { id: number }[] };
    const id = quarantine[0]?.id;
    await admin("GET", "/quarantine/{id}", `/quarantine/${id}`);
    await admin("POST", "/quarantine/{id}/rerun", `/quarantine/${id}/rerun`);
    await admin("POST", "/quarantine/rerun", "/quarantine/rerun?all=true");
    await admin("POST", "/quarantine/{id}/drop", `/quarantine/${id}/drop`);
    await admin("POST", "/quarantine/drop", "/quarantine/drop?all=true");
    const pages = ["/", "/workouts", "/workouts/{seq}", "/deliveries", "/destinations"];
    for (const url of pages) await ask("GET", url, url.replace("{seq}", "1"));
    const session = async (method: string, headers: Record<string, string>, body?: unknown) =>
      await ask(method, "/console/session", "/console/session", body, headers);
    const origin = server.url;
    await session("POST", { origin }, { token: "wrong" });
    await session("POST", { origin: "https://evil.example" }, { token: "token-of-the-tests" });
    await session("POST", { origin }, { token: 7 });
    await session("GET", {});
    const { csrf } = await session("POST", { origin }, { token: "viewer-of-the-tests" });
    await session("GET", { cookie });
    await session("DELETE", { cookie, origin });
    await ask("POST", "/admin/destinations/{name}/pause", "/admin/destinations/lake/pause", undefined, {
      authorization: "Bearer viewer-of-the-tests",
    });
    await session("DELETE", { cookie, origin, "x-csrf-token": String(csrf) });
    for (const url of ["/healthz", "/readyz", "/metrics", "/openapi.json"]) await ask("GET", url, url);
    for (const prefix of ["/v2", "/api/v2"]) {
      const user = prefix === "/v2" ? "me" : "";
      await ask(
        "DELETE",
        `${prefix}/auth/deauthenticateUser`,
        `${prefix}/auth/deauthenticateUser?user_id=${user}`,
      );
    }

    // Pages for people and the stream without an end, held by tests of their own; and what is always refused.
    const others = /\/connect\/|^GET \/admin\/live|^DELETE \/(?:api\/)?v2\/|^DELETE \/admin\/destinations/;
    expect(described.filter((operation) => !answered.has(operation) && !others.test(operation))).toEqual([]);
  });
});
