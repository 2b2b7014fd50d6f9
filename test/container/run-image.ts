import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Image } from "./image.ts";

export interface Running extends AsyncDisposable {
  /** The command's own process. */
  readonly child: ChildProcess;
  output(): string;
  /** Sends a signal and waits for the end. @returns the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  ended(): Promise<number | null>;
}

/** Folders and files of this machine by where the container sees them. */
export type Mounts = Readonly<Record<string, string>>;

/**
 * Runs a command as `docker run --read-only` does, with the kernel's own means: in a mount namespace,
 * the image read-only but for `mounts`, as the image's user without capabilities, in its environment.
 * The network is this machine's.
 */
export function runImage(
  { config, root }: Image,
  options: { readonly args?: readonly string[]; readonly mounts: Mounts; readonly env?: Mounts },
): Running {
  const { args = [...config.Entrypoint, ...config.Cmd], mounts, env = {} } = options;
  // The stand-in for the base image has an authority of this machine, which costs memory.
  const inside = config.Env.filter((pair) => !pair.startsWith("NODE_EXTRA_CA_CERTS="));
  const from = Object.entries(mounts).flatMap(([to, source]) => [source, to]);
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const entering = [root, config.User, config.WorkingDir, String(from.length / 2), ...from];
  const child = spawn(
    "unshare",
    [
      "--mount",
      "--propagation=private",
      "sh",
      "-euc",
      enter,
      "enter",
      ...entering,
      "-i",
      ...inside,
      ...set,
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const closed = once(child, "close") as Promise<[number | null]>;
  const ended = async () => (await closed)[0];
  return {
    child,
    output: () => output,
    ended,
    stop(signal) {
      child.kill(signal);
      return ended();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended();
    },
  };
}

/** Ends in `exec`, so that the process that was started becomes the command. */
const enter = `
root=$1 user=$2 folder=$3 count=$4; shift 4
mount --bind "$root" "$root"
while [ "$count" -gt 0 ]; do mount --bind "$1" "$root$2"; shift 2; count=$((count - 1)); done
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -o remount,ro,bind "$root"
exec setpriv --no-new-privs chroot --userspec="$user" "$root" /usr/bin/env -C "$folder" "$@"
`;
