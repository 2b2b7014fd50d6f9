import { freePort } from "@musette/testing";
import type { Page } from "playwright-core";
import buildWhenStale from "../../packages/console/build/build-when-stale.ts";
import {
  makeHome,
  startMusette,
  testConfig,
  warehouseYaml,
  type Home,
  type MusetteProcess,
} from "../e2e/musette-process.ts";

export const tokens = { operator: "operator-token-of-tests", viewer: "viewer-token-of-the-tests" } as const;

export interface ConsoleServer extends AsyncDisposable {
  readonly home: Home;
  /** Changes when it is started again. */
  readonly musette: MusetteProcess;
  readonly url: string;
  /** Ends the server and starts another on the same journal and port. */
  stop(): Promise<void>;
  startAgain(): Promise<void>;
}

/** The real server, with the console as it is built now. */
export async function startConsoleServer(destinations?: (home: Home) => string): Promise<ConsoleServer> {
  await buildWhenStale();
  const home = await makeHome();
  const admin = `admin: { token: ${tokens.operator}, viewer_token: ${tokens.viewer} }`;
  const yaml = testConfig(home, `${warehouseYaml(home)}\n${destinations?.(home) ?? ""}`, admin);
  const config = await home.write("musette.yaml", yaml.replace("port: 0", `port: ${await freePort()}`));
  let musette = await startMusette(config);
  return {
    home,
    get musette() {
      return musette;
    },
    url: musette.url,
    async stop() {
      await musette.kill("SIGTERM");
    },
    async startAgain() {
      musette = await startMusette(config);
    },
    async [Symbol.asyncDispose]() {
      await musette[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

/** Opens a page of the console and signs in there. */
export async function signIn(page: Page, url: string, token: string = tokens.operator): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Pages", exact: true }).waitFor();
}
