import type { MusetteConfig } from "@musette/config";

/** Where this machine reaches the server that the configuration describes. */
export function serverUrl({ server: { host, port } }: Pick<MusetteConfig, "server">): string {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}
