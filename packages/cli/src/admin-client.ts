import type { MusetteConfig } from "@musette/config";
import { stringOption, type CommandCall } from "./command.ts";
import { defaultConfigFile } from "./default-config-file.ts";
import { openConfig } from "./open-config.ts";
import { ServerAway } from "./server-away.ts";
import { serverUrl } from "./server-url.ts";

/** Speaks with the `/admin` of a running server. */
export interface AdminClient {
  readonly config: MusetteConfig;
  /** Of the server: `http://127.0.0.1:8080`. */
  readonly origin: string;
  /**
   * @param path Below `/admin`; its parts are encoded.
   * @param signal Gives up; without one, an answer may take an hour.
   * @throws {Error} that says what was refused and what to do; `ServerAway` when nobody answers.
   */
  request<Answer>(
    method: "GET" | "POST",
    path: readonly (string | number)[],
    query?: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal,
  ): Promise<Answer>;
}

/** Options that every command with a client has, and what its help says of them. */
export const adminOptions = {
  config: { type: "string" },
  url: { type: "string" },
  json: { type: "boolean" },
} as const;
export const adminOptionsHelp = `  --url URL         the server (default: the address in the configuration)
  --config FILE     the configuration, for address and token (default ${defaultConfigFile})
  --json            print JSON`;

/** A bulk request may go through everything that the journal holds. */
const timeoutMs = 3_600_000;

/**
 * Reads where the server is and what its token is.
 *
 * @throws {ConfigError} when the configuration is wrong; an error when it has no `admin:`.
 */
export async function openAdmin(call: CommandCall): Promise<AdminClient> {
  const config = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
  const token = config.admin?.token;
  if (token === undefined) {
    throw new Error(
      "the configuration has no admin: section, so the server's /admin is closed. Add admin: { token: … }, which the server reads at once (docs/operations.md).",
    );
  }
  const base = stringOption(call, "url") ?? serverUrl(config);
  return {
    config,
    origin: new URL(base).origin,
    async request<Answer>(
      method: string,
      path: readonly (string | number)[],
      query: Readonly<Record<string, string | undefined>> = {},
      signal = AbortSignal.timeout(timeoutMs),
    ) {
      const parts = path.map((part) => encodeURIComponent(part)).join("/");
      const url = new URL(`/admin/${parts}`, base);
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.set(name, value);
      }
      const response = await send(url, method, token, signal);
      if (!response.ok) throw await readRefusal(response, url);
      return (await response.json()) as Answer;
    },
  };
}

async function send(url: URL, method: string, token: string, signal: AbortSignal): Promise<Response> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    // A redirect would take the token somewhere else.
    return await fetch(url, { method, headers, redirect: "error", signal });
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ServerAway(
      `no server answers at ${url.origin}: ${reason}. Start it with npm start, or name another with --url.`,
      { cause: error },
    );
  }
}

async function readRefusal(response: Response, url: URL): Promise<Error> {
  const problem = (await response.json().catch(() => ({}))) as { readonly detail?: string };
  const detail = problem.detail ?? `${url.pathname} was answered ${response.status}`;
  const isClosed = response.status === 404 && detail.startsWith("There is nothing at");
  const hint = isClosed
    ? " If admin: was configured just now, see in its log whether the file was refused."
    : "";
  return new Error(`${detail}${hint}`);
}
