import path from "node:path";
import { readFile } from "node:fs/promises";
import { makeBaseImage } from "./base-image.ts";
import type { Buildah } from "./buildah.ts";

const dockerfile = path.resolve(import.meta.dirname, "../../Dockerfile");
const name = "localhost/musette";
/** Each build leaves a few behind, for the next. */
const mostImages = 40;

/** What the image says about itself: the OCI image configuration. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly StopSignal: string;
  readonly Volumes: Readonly<Record<string, unknown>>;
  readonly ExposedPorts: Readonly<Record<string, unknown>>;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

export interface Image extends AsyncDisposable {
  readonly config: ImageConfig;
  /** Its root file system, mounted. */
  readonly root: string;
}

/** Builds the repository's Dockerfile. */
export async function buildImage(buildah: Buildah): Promise<Image> {
  const base = /^ARG NODE_IMAGE=(\S+)$/m.exec(await readFile(dockerfile, "utf8"))?.[1];
  if (base === undefined) throw new Error("the Dockerfile does not say which image of Node it is built on");
  await makeBaseImage(buildah, base);
  await buildah(["bud", "--pull-never", "--layers", "--build-arg", "REVISION=test", "-t", name, "."]);
  const inspected = JSON.parse(await buildah(["inspect", "--type", "image", name])) as {
    readonly Docker: { readonly config: ImageConfig };
  };
  const container = await buildah(["from", "--pull-never", name]);
  return {
    config: inspected.Docker.config,
    root: await buildah(["mount", container]),
    async [Symbol.asyncDispose]() {
      await buildah(["rm", container]);
      const kept = (await buildah(["images", "--all", "--quiet"])).split("\n");
      if (kept.length > mostImages) await buildah(["rmi", "--prune", "--force"]);
    },
  };
}
