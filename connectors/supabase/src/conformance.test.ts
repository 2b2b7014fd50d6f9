import { connectorConformance, ensureSupabase, suiteTitle } from "@musette/testing";
import type { ConformanceTarget, SupabaseProject } from "@musette/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { supabaseConnector } from "./index.ts";
import { installSchema, makePlace } from "./testing/place.ts";

const supabase = await ensureSupabase();
const needsOwner = "the project's tables belong to somebody else";

describe.skipIf("skipped" in supabase)(`Supabase: ${suiteTitle("conformance", supabase)}`, () => {
  if ("skipped" in supabase) return;
  let project: SupabaseProject;
  beforeAll(async () => {
    project = await supabase.start();
    await installSchema(project);
  });
  afterAll(async () => await project[Symbol.asyncDispose]());

  for (const withBucket of [false, true]) {
    connectorConformance(
      {
        name: `supabase ${withBucket ? "tables and storage" : "tables"} on ${supabase.version}`,
        definition: supabaseConnector,
        moduleUrl: import.meta.resolve("./index.ts"),
        makeTarget: async () => await makeTarget(withBucket),
        ...(!supabase.isOurs && {
          notApplicable: { "names exactly the records that the store refuses": needsOwner },
        }),
      },
      { describe, it },
    );
  }

  async function makeTarget(withBucket: boolean): Promise<ConformanceTarget> {
    const { serviceKey, wrongKey } = project;
    const place = await makePlace(project, { withBucket });
    let poisoned = false;
    return {
      config: place.config,
      secrets: [serviceKey, wrongKey],
      readBack: async () => await place.readBack(),
      async snapshot() {
        const names = ["terra_users", "terra_data_payloads", "terra_misc_payloads", "terra_activities"];
        const rows = await Promise.all(names.map(async (name) => await place.rows(name)));
        return JSON.stringify([rows, [...(await place.objects())]]);
      },
      configAt: ({ host, port }) => ({ ...place.config, url: `http://${host}:${port}` }),
      wrongCredentials: { ...place.config, service_key: wrongKey },
      missingPlace: { config: { ...place.config, schema: "no_such_schema" }, outcome: "not_found" },
      ...(project.query !== undefined && {
        async poison(records) {
          const keys = records.map(({ key }) => `'${key}'`).join(", ");
          await project.query?.(
            `alter table terra_data_payloads add constraint poison check (event_key not in (${keys}))`,
          );
          poisoned = true;
        },
      }),
      async [Symbol.asyncDispose]() {
        if (poisoned) await project.query?.("alter table terra_data_payloads drop constraint poison");
        await place[Symbol.asyncDispose]();
      },
    };
  }
});
