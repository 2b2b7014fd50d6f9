import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Buildah } from "./buildah.ts";

/** What the Dockerfile's commands need, and what Node is linked with; apt knows the rest. */
const packages = ["dash", "coreutils", "findutils", "util-linux", "libc-bin", "libstdc++6", "base-files"];

/**
 * Node and npm on this machine's own Debian, under the official image's name, in place of pulling it
 * from a registry.
 *
 * @param name as in the Dockerfile.
 */
export async function makeBaseImage(buildah: Buildah, name: string): Promise<void> {
  if ((await buildah(["images", "--format", "{{.Name}}:{{.Tag}}"])).split("\n").includes(name)) return;
  const folder = await mkdtemp(path.join(tmpdir(), "musette-base-"));
  try {
    await promisify(execFile)("sh", ["-euc", makeRoot], {
      env: { ...process.env, FOLDER: folder, NODE: process.execPath, PACKAGES: packages.join(" ") },
      maxBuffer: 50_000_000,
    });
    // The machine's authorities: npm may have to reach its registry through somebody's proxy.
    const env = "ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt";
    await writeFile(path.join(folder, "Dockerfile"), `FROM scratch\nADD base.tar /\n${env}\n`);
    await buildah(["bud", "--pull-never", "-t", name, folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const makeRoot = `
root="$FOLDER/root"
mkdir -p "$root"/usr/bin "$root"/usr/sbin "$root"/usr/lib "$root"/usr/lib64 "$root"/usr/local/bin \\
  "$root"/usr/local/lib/node_modules "$root"/etc/ssl/certs "$root"/root "$root"/proc "$root"/dev "$root"/tmp
chmod 1777 "$root/tmp"
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks \\
  --no-replaces --no-enhances $PACKAGES | grep '^[a-z0-9]' | xargs dpkg-query -L | sort -u > "$FOLDER/files"
# Documentation may have been left out when the packages were installed.
tar -C / --no-recursion --ignore-failed-read -cf - -T "$FOLDER/files" 2> "$FOLDER/left-out" |
  tar -C "$root" --keep-directory-symlink -xf -
printf 'root:x:0:0::/root:/bin/sh\\nnode:x:1000:1000::/home/node:/bin/sh\\n' > "$root/etc/passwd"
cp "$NODE" "$root/usr/local/bin/node"
cp -aL "$(dirname "$(readlink -f "$(command -v npm)")")/.." "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" || true
tar -C "$root" -cf "$FOLDER/base.tar" .
`;
