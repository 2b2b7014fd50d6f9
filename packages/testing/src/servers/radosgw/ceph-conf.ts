/** What a Ceph of one machine needs to know of its place. */
interface CephPlace {
  readonly fsid: string;
  readonly folder: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
}

/** Names of the three daemons, as they stand in the configuration and on their command lines. */
export const cephNames = { monitor: "a", osd: "0", gateway: "client.rgw.t" } as const;

/** A key that `x-amz-server-side-encryption-aws-kms-key-id` may name; it encrypts nothing of worth. */
export const testKmsKeyId = "musette-test-key";
const testKmsKey = Buffer.alloc(32, "musette").toString("base64");

/** Ceph's configuration: one monitor, one OSD that keeps everything in memory, one gateway, no cephx. */
export function cephConf({ fsid, folder, monitorPort, gatewayPort }: CephPlace): string {
  const common = {
    fsid,
    mon_host: `v2:127.0.0.1:${monitorPort}`,
    public_network: "127.0.0.0/8",
    auth_cluster_required: "none",
    auth_service_required: "none",
    auth_client_required: "none",
    auth_supported: "none",
    // The default mode needs cephx, and answers EACCES for ever without it.
    ms_mon_client_mode: "crc",
    ms_bind_msgr1: false,
    ms_bind_port_min: 18_300,
    ms_bind_port_max: 18_400,
    osd_pool_default_size: 1,
    osd_pool_default_min_size: 1,
    osd_pool_default_pg_num: 4,
    osd_pool_default_pgp_num: 4,
    osd_pool_default_pg_autoscale_mode: "off",
    osd_crush_chooseleaf_type: 0,
    mon_allow_pool_size_one: true,
    mon_warn_on_pool_no_redundancy: false,
    mon_max_pg_per_osd: 1000,
    // Debian's default is relative to the working folder.
    osd_class_dir: `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/rados-classes`,
    osd_objectstore: "memstore",
    memstore_device_bytes: 2 * 1024 ** 3,
    osd_data: `${folder}/osd`,
    mon_data: `${folder}/mon`,
    run_dir: folder,
    admin_socket: `${folder}/$name.asok`,
    log_file: `${folder}/$name.log`,
    pid_file: `${folder}/$name.pid`,
  };
  const gateway = {
    rgw_frontends: `beast endpoint=127.0.0.1:${gatewayPort}`,
    rgw_data: folder,
    rgw_crypt_require_ssl: false,
    rgw_crypt_s3_kms_backend: "testing",
    rgw_crypt_s3_kms_encryption_keys: `${testKmsKeyId}=${testKmsKey}`,
    rgw_s3_auth_use_sts: true,
    rgw_sts_key: "musette-test-sts",
  };
  return `${section("global", common)}\n${section(cephNames.gateway, gateway)}`;
}

function section(name: string, keys: Readonly<Record<string, string | number | boolean>>): string {
  const lines = Object.entries(keys).map(([key, value]) => `${key} = ${value}`);
  return `[${name}]\n${lines.join("\n")}\n`;
}
