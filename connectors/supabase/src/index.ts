import { defineConnector } from "@musette/core";
import { supabaseConfig } from "./config.ts";
import { connectSupabase } from "./connector.ts";

/** Supabase: Terra's tables with the payload in the row or, with a bucket, in Storage; and typed activities. */
export const supabaseConnector = defineConnector({
  type: "supabase",
  summary: "Upserts events into tables of a Supabase project and, if wanted, stores payloads in Storage.",
  config: supabaseConfig,
  // A batch of this size takes about a second, well below what gateways and statements are given.
  limits: { records: 500, bytes: 8_000_000 },
  guarantee: "effectively-once",
  deletesUsers: true,
  formats: ["json"],
  open: (config) => connectSupabase(config),
});

export default supabaseConnector;
