import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Provider } from "../providers.ts";
import type { ConnectSession } from "../session.ts";
import { alert } from "./alert.ts";
import type { Page } from "./page.ts";
import { cancelForm, hiddenField, linkNote, personNote, type PageLinks } from "./parts.ts";
import { zoneField } from "./zone-field.ts";

/** What was wrong with the form that a person sent. */
export interface FormProblem {
  readonly status: ContentfulStatusCode;
  readonly form: "files" | "token";
  readonly message: string;
  readonly details?: readonly string[];
}

/**
 * Where a person connects one provider, by a file or a token. Works without JavaScript. The file field takes
 * every ending, because phones let nobody choose a file whose ending they do not know, and .fit is such a one.
 */
export function providerPage(
  session: ConnectSession,
  { name, slug, fileHelp, tokenHelp }: Provider,
  links: PageLinks & { readonly hasChoice: boolean; readonly takesFiles: boolean },
  problem?: FormProblem,
): Page {
  const action = `${links.base}/${slug}`;
  const title = `Connect ${name}`;
  const problemOf = (form: FormProblem["form"]) =>
    problem?.form === form ? alert(problem.message, problem.details) : "";
  const filesSection = html`<section aria-labelledby="files-title">
    <h2 id="files-title">Upload your workouts</h2>
    <p>${fileHelp}</p>
    ${problemOf("files")}
    <form method="post" action="${action}/files" enctype="multipart/form-data">
      ${hiddenField(links)}
      <label for="files">Files</label>
      <input type="file" id="files" name="files" multiple required aria-describedby="files-hint" />
      <p class="hint" id="files-hint">CSV, TCX or FIT, one or several.</p>
      ${zoneField()}
      <button>Upload and connect</button>
    </form>
  </section>`;
  const content = html`<h1>${title}</h1>
${personNote(session)}
${links.takesFiles ? filesSection : ""}
<details${problem?.form === "token" || !links.takesFiles ? html` open` : ""}>
<summary>${links.takesFiles ? "I have an access token instead" : "Paste an access token"}</summary>
<p>${tokenHelp}</p>
<p>Never give your password: it is not needed, and nobody here will ask for it.</p>
${problemOf("token")}
<form method="post" action="${action}/token">
${hiddenField(links)}
<label for="access-token">Access token</label>
<input type="password" id="access-token" name="access_token" required maxlength="9000" autocomplete="off" autocapitalize="none" spellcheck="false">
<label for="refresh-token">Refresh token, if you have it</label>
<input type="password" id="refresh-token" name="refresh_token" maxlength="9000" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="token-hint">
<p class="hint" id="token-hint">Tokens are kept encrypted, and deleted when you disconnect.</p>
<button>Connect with the token</button>
</form>
</details>
${links.hasChoice ? html`<a class="button plain" href="${links.base}">Choose another</a>` : ""}
${cancelForm(links)}
${linkNote(session)}`;
  const { successUrl, failureUrl } = session;
  const shownTitle = problem === undefined ? title : `Error: ${title}`;
  return { status: problem?.status ?? 200, title: shownTitle, content, leadsTo: [successUrl, failureUrl] };
}
