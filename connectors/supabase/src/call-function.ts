import type { SupabaseConfig } from "./config.ts";
import { deliveryError } from "./errors.ts";
import { openLink } from "./link.ts";

/**
 * Calls a function of schema.sql.
 *
 * @param isAnswer - tells the function's own answer from whatever else may answer. postgrest-js takes a 404 without a
 * body, or with a list, for a success.
 * @throws {DeliveryError} when it was not done; `signal.reason` when stopped.
 */
export async function callFunction<Answer>(
  config: SupabaseConfig,
  called: { readonly name: string; readonly with: object; readonly attempted: string },
  isAnswer: (data: unknown) => data is Answer,
  signal: AbortSignal,
): Promise<Answer> {
  const link = openLink(config, signal);
  const result = await link.client.rpc(called.name, called.with);
  const data: unknown = result.data;
  const last = link.last();
  if (result.error === null && last.status === 200 && isAnswer(data)) return data;
  signal.throwIfAborted();
  const refusal = { ...last, code: result.error?.code || last.code };
  throw deliveryError(new URL(config.url).origin, called.attempted, refusal);
}
