/**
 * A client of the API written from Terra's published documents alone: it shares no code with the server,
 * so what both believe is believed twice. Plain `fetch`, answers as they come.
 */
export interface ApiClient {
  /** `GET /activity` and its like. */
  data(type: string, query: DataQuery): Promise<ApiAnswer>;
  athlete(query: Pick<DataQuery, "user_id" | "to_webhook">): Promise<ApiAnswer>;
  userInfo(query: { readonly user_id?: string; readonly reference_id?: string }): Promise<ApiAnswer>;
  subscriptions(query?: { readonly page?: number; readonly per_page?: number }): Promise<ApiAnswer>;
  bulkUserInfo(userIds: unknown): Promise<ApiAnswer>;
  modifyUser(userId: string, patch: unknown): Promise<ApiAnswer>;
  deauthenticateUser(userId: string): Promise<ApiAnswer>;
  generateWidgetSession(body: unknown): Promise<ApiAnswer>;
  /** SDK 1.x says the resource in the body, as `body.resource`. */
  authenticateUser(resource: string | undefined, body?: unknown): Promise<ApiAnswer>;
  generateAuthToken(): Promise<ApiAnswer>;
  integrations(): Promise<ApiAnswer>;
  detailedIntegrations(query?: { readonly sdk?: boolean | string }): Promise<ApiAnswer>;
  write(type: string, userId: string, body: unknown): Promise<ApiAnswer>;
  remove(type: string, userId: string, body: unknown): Promise<ApiAnswer>;
}

export interface DataQuery {
  readonly user_id?: string;
  readonly start_date?: string | number;
  readonly end_date?: string | number;
  readonly to_webhook?: boolean | string;
  readonly with_samples?: boolean | string;
}

export interface ApiAnswer {
  /** As the documents name it: `GET /activity`. */
  readonly operation: string;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface ApiCredentials {
  readonly devId?: string;
  readonly apiKey?: string;
  /** Sent as `terra-reference`. */
  readonly reference?: string;
}

/** @param baseUrl with its prefix: `http://localhost:8080/v2`. */
export function createApiClient(baseUrl: string, credentials: ApiCredentials): ApiClient {
  async function ask(
    operation: string,
    options: { readonly path?: string; readonly query?: object; readonly body?: unknown } = {},
  ): Promise<ApiAnswer> {
    const [method = "", template = ""] = operation.split(" ");
    const url = new URL(`${baseUrl}${options.path ?? template}`);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const headers = new Headers();
    if (credentials.devId !== undefined) headers.set("dev-id", credentials.devId);
    if (credentials.apiKey !== undefined) headers.set("x-api-key", credentials.apiKey);
    if (credentials.reference !== undefined) headers.set("terra-reference", credentials.reference);
    const hasBody = options.body !== undefined;
    if (hasBody) headers.set("content-type", "application/json");
    const response = await fetch(url, {
      method,
      headers,
      ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
    });
    const body: unknown = await response.json();
    return { operation, status: response.status, headers: response.headers, body };
  }

  return {
    data: (type, query) => ask(`GET /${type}`, { query }),
    athlete: (query) => ask("GET /athlete", { query }),
    userInfo: (query) => ask("GET /userInfo", { query }),
    subscriptions: (query = {}) => ask("GET /subscriptions", { query }),
    bulkUserInfo: (body) => ask("POST /bulkUserInfo", { body }),
    modifyUser: (userId, body) =>
      ask("PATCH /users/{user_id}", { path: `/users/${encodeURIComponent(userId)}`, body }),
    deauthenticateUser: (user_id) => ask("DELETE /auth/deauthenticateUser", { query: { user_id } }),
    generateWidgetSession: (body) => ask("POST /auth/generateWidgetSession", { body }),
    authenticateUser: (resource, body) =>
      ask("POST /auth/authenticateUser", { query: { resource }, ...(body === undefined ? {} : { body }) }),
    generateAuthToken: () => ask("POST /auth/generateAuthToken"),
    integrations: () => ask("GET /integrations"),
    detailedIntegrations: (query = {}) => ask("GET /integrations/detailed", { query }),
    write: (type, user_id, body) => ask(`POST /${type}`, { query: { user_id }, body }),
    remove: (type, user_id, body) => ask(`DELETE /${type}`, { query: { user_id }, body }),
  };
}
