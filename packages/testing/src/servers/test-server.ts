/** A server that tests speak to, as data: how to find it, ask it and start one of one's own. */
export interface TestServer {
  readonly name: string;
  /** The environment variable that names one to use. */
  readonly urlVariable: string;
  /** Where a fresh installation, or this repository's compose.yaml, puts it. */
  readonly standardUrl: string;
  readonly debianPackages: readonly string[];
  /** The user it runs as when started by root; it refuses root. Undefined: it does not mind. */
  readonly user?: string;
  /** What makes it stop without waiting for its clients. */
  readonly stopSignal: "SIGINT" | "SIGTERM";
  /** How long it may take to answer. @default 30_000 */
  readonly startTimeoutMs?: number;
  /** Its program; undefined when it is not installed. */
  findProgram(): Promise<string | undefined>;
  /** What to run for a server in `place`, all of it in the folder and on the loopback address. */
  launch(place: ServerPlace): { readonly prepare: readonly Command[]; readonly serve: Command };
  urlAt(port: number): string;
  /**
   * Logs in and asks for the version, which it returns.
   *
   * @throws when it does not answer within `timeoutMs` or refuses.
   */
  ask(url: string, options: { readonly timeoutMs: number }): Promise<string>;
}

interface ServerPlace {
  readonly program: string;
  /** Empty at first, and owned by the user that the server runs as. */
  readonly folder: string;
  readonly port: number;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}
