import { openAdmin } from "./admin-client.ts";
import type { CommandCall } from "./command.ts";
import { ServerAway } from "./server-away.ts";

/** What `GET /admin/destinations` answers. */
export interface LiveDestinations {
  readonly destinations: readonly {
    readonly name: string;
    readonly type: string;
    readonly status: string;
    readonly lagEvents: number;
    readonly lagSeconds: number;
    readonly retries: number;
    readonly deadLetters: number;
    readonly delivered: number;
    readonly message: string | null;
    readonly lastError: { readonly code: string; readonly message: string; readonly at: string } | null;
    readonly advice: string | null;
  }[];
  readonly unconfigured: readonly { readonly name: string; readonly advice: string }[];
}

/** Asks the running server; undefined where none runs. */
export async function readLiveDestinations(call: CommandCall): Promise<LiveDestinations | undefined> {
  const admin = await openAdmin(call);
  try {
    return await admin.request<LiveDestinations>("GET", ["destinations"]);
  } catch (error) {
    if (error instanceof ServerAway) return undefined;
    throw error;
  }
}
