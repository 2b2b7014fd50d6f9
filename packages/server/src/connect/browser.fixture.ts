/** A page as a browser has it. */
export interface ShownPage {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where a redirect leads; null where there is none. */
  readonly location: string | null;
}

export interface TestBrowser {
  open(path: string): Promise<ShownPage>;
  /** Sends the form of the page shown last whose action ends with `ending`, its hidden fields too. */
  submit(
    ending: string,
    fields?: Readonly<Record<string, string | readonly File[]>>,
    change?: { readonly withoutCookie?: boolean; readonly csrf?: string },
  ): Promise<ShownPage>;
}

/** Keeps cookies and fills in forms, as a browser without JavaScript does; follows no redirect. */
export function createBrowser(origin: string): TestBrowser {
  const cookies = new Map<string, string>();
  let shown = "";

  async function ask(path: string, init: RequestInit, withoutCookie = false): Promise<ShownPage> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = cookie === "" || withoutCookie ? {} : { cookie };
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const html = await response.text();
    if (html !== "") shown = html;
    return {
      status: response.status,
      headers: response.headers,
      html,
      location: response.headers.get("location"),
    };
  }

  return {
    open: async (path) => await ask(path, { method: "GET" }),
    async submit(ending, fields = {}, change = {}) {
      const form = formsOf(shown).find(({ action }) => action.endsWith(ending));
      if (form === undefined) throw new Error(`The page has no form that leads to ${ending}.`);
      const body = new FormData();
      for (const [name, value] of form.hidden) body.set(name, change.csrf ?? value);
      for (const [name, value] of Object.entries(fields)) {
        if (typeof value === "string") body.set(name, value);
        else for (const file of value) body.append(name, file);
      }
      return await ask(form.action, { method: "POST", body }, change.withoutCookie);
    },
  };
}

function formsOf(html: string) {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = "", content = ""]) => ({
    action: /action="([^"]*)"/.exec(attributes)?.[1] ?? "",
    hidden: [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    ),
  }));
}
