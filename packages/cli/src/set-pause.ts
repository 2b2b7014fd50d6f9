import { openAdmin } from "./admin-client.ts";
import type { CommandCall } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Pauses or resumes the destination that the call names, and says how it is then. */
export async function setPause(call: CommandCall, verb: "pause" | "resume"): Promise<number> {
  const [name, ...rest] = call.positionals;
  if (name === undefined || rest.length > 0) throw new UsageError("name one destination");
  const admin = await openAdmin(call);
  const answer = await admin.request<Answer>("POST", ["destinations", name, verb]);
  const { status, message, lagEvents } = answer;
  const text = `${name} is ${status}, ${lagEvents} behind${message === null ? "" : `: ${message}`}`;
  console.log(call.values["json"] === true ? JSON.stringify(answer, null, 2) : text);
  return 0;
}

interface Answer {
  readonly status: string;
  readonly message: string | null;
  readonly lagEvents: number;
}
