import * as z from "zod";

/** `t_…Z` as Terra writes it: microseconds and an offset. */
const terraTime = z.string().describe("2026-03-12T06:00:00.000000+00:00");

export const terraUser = z
  .object({
    user_id: z.string(),
    provider: z.string().describe("PELOTON, IFIT, …"),
    created_at: terraTime,
    last_webhook_update: terraTime.optional(),
    scopes: z.string().optional(),
    reference_id: z.string().optional(),
    active: z.boolean(),
  })
  .meta({ id: "TerraUser", description: "A connection of a person to a provider" });

export const userInfo = z
  .union([
    z.object({
      status: z.literal("success"),
      user: terraUser.extend({
        last_polled_at: z.null().describe("Nobody is polled"),
        most_recent_data_at: terraTime.nullable(),
      }),
      is_authenticated: z.boolean(),
    }),
    z.array(terraUser),
  ])
  .describe("One by user_id; all of a person by reference_id");

export const terraProblem = z
  .object({
    type: z.url(),
    title: z.string(),
    instance: z.string(),
    detail: z.string(),
    status: z.literal("error"),
    message: z.string(),
  })
  .meta({ id: "TerraProblem", description: "What both versions of Terra's API have of errors (RFC 9457)" });

export const sent = z
  .object({
    status: z.literal("success"),
    type: z.string(),
    reference: z.string(),
    trace_id: z.string(),
    message: z.string().optional().describe("Of a large request only"),
    user: terraUser,
  })
  .meta({ id: "SentToDestinations", description: "On disk, and will be delivered to every destination" });

export const item = z.looseObject({ metadata: z.looseObject({}).optional() }).meta({
  id: "TerraItem",
  description: "An item of Terra's model, 2022-03-16, with musette_data beside it",
});

export const items = z
  .object({
    type: z.string(),
    user: terraUser,
    data: z.array(item),
    errors: z
      .array(z.object({ id: z.string(), key: z.string(), detail: z.string() }))
      .optional()
      .describe("Items whose stored payload cannot be read any more"),
  })
  .meta({ id: "Items" });

export const athlete = z.union([
  z.object({ athlete: z.looseObject({}), type: z.literal("athlete"), user: terraUser }),
  z.object({
    status: z.literal("error"),
    type: z.literal("no_data"),
    message: z.string(),
    user: terraUser,
  }),
]);

const types = z.object({
  activity: z.boolean(),
  body: z.boolean(),
  daily: z.boolean(),
  menstruation: z.boolean(),
  nutrition: z.boolean(),
  sleep: z.boolean(),
});

export const integrations = z.object({
  status: z.literal("success"),
  providers: z.array(z.string()),
  sdk_providers: z.array(z.string()),
  sdk_resource: z.array(z.string()),
});

export const detailedIntegrations = z.object({
  status: z.literal("success"),
  providers: z.array(z.object({ provider: z.string(), name: z.string(), enabled: z.boolean(), types })),
});

export const subscriptions = z.union([
  z.object({ users: z.array(terraUser) }),
  z.object({
    data: z.object({
      next: z.int().nullable(),
      max_page: z.int().min(0),
      results: z.array(terraUser),
    }),
  }),
]);
