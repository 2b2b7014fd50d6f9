import { createClient } from "@supabase/supabase-js";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { SupabaseConfig } from "./config.ts";
import type { Refusal } from "./errors.ts";
import { nodeCode } from "./node-code.ts";

/** A client for one call of the connector. */
export interface Link {
  readonly client: SupabaseClient;
  /** What the last request came to, which the client keeps to itself. `code` is Node's, where there was no answer. */
  last(): Refusal;
}

/**
 * Makes a client whose every request ends with `signal`: storage-js takes no signal, and no part of the client
 * shows the header `Retry-After`. It costs about 0.2 ms; connections are fetch's own, and are kept.
 */
export function openLink({ url, service_key, schema }: SupabaseConfig, signal: AbortSignal): Link {
  let last: Refusal = { status: 0, code: "" };

  const send: typeof fetch = async (input, init) => {
    try {
      // A redirect would take the key along to another host.
      const answer = await fetch(input, { ...init, signal, redirect: "manual" });
      last = { status: answer.status, code: "", retryAfter: answer.headers.get("retry-after") };
      return answer;
    } catch (error) {
      last = { status: 0, code: nodeCode(error) };
      throw error;
    }
  };
  const client = createClient(url, service_key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    db: { schema, retry: false },
    global: { fetch: send },
  });
  // Its type would say that every schema and function is `any`; callFunction looks at what comes.
  return { client: client as unknown as SupabaseClient, last: () => last };
}
