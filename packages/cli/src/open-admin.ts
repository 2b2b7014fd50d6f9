import { statfs } from "node:fs/promises";
import path from "node:path";
import { describeDestination, type MusetteConfig } from "@musette/config";
import type { AdminSettings } from "@musette/server";
import manifest from "../package.json" with { type: "json" };

/** The console as `npm run build:console` leaves it. */
const consoleFolder = path.resolve(import.meta.dirname, "../../console/dist");

interface OpenAdminOptions extends Pick<AdminSettings, "activity" | "normalizePayload" | "stopping"> {
  readonly describeConfig: (() => Promise<string>) | undefined;
}

/** What the operator's interface is given; null where no token is configured. */
export function openAdmin(
  { admin, journal }: MusetteConfig,
  { describeConfig, ...parts }: OpenAdminOptions,
): AdminSettings | null {
  if (admin === null) return null;
  return {
    ...parts,
    token: admin.token,
    viewerToken: admin.viewerToken,
    version: manifest.version,
    consoleFolder,
    async freeDiskBytes() {
      try {
        const { bavail, bsize } = await statfs(path.dirname(path.resolve(journal.path)));
        return bavail * bsize;
      } catch {
        return null;
      }
    },
    describeDestination: async (name) => describeConfig && describeDestination(await describeConfig(), name),
  };
}
