import { BlobServiceClient } from "@azure/storage-blob";
import { objectPathTemplate, objectPrefix, onUserDelete, pathNamesUser } from "@musette/core";
import * as z from "zod";

/** Not `$root`: it takes no names with a slash. */
const containerName = /^(\$web|[a-z0-9]+(-[a-z0-9]+)*)$/;
const ways = ["connection_string", "sas_url", "account_url"] as const;

/** The keys of a `type: azure-blob` destination. */
export const azureBlobConfig = z
  .strictObject({
    container: z
      .string()
      .min(3)
      .max(63)
      .regex(containerName, "must be lower-case letters, digits and single hyphens")
      .meta({ examples: ["workouts"] })
      .describe("The container that the blobs go to. It must exist"),
    prefix: objectPrefix.optional(),
    path: objectPathTemplate.optional(),
    on_user_delete: onUserDelete,
    connection_string: z
      .string()
      .refine(isConnectionString, "cannot be read as a connection string; copy it from the Azure portal")
      .optional()
      .meta({ secret: true, examples: ["${AZURE_STORAGE_CONNECTION_STRING}"] })
      .describe("A connection string of the storage account, with an account key or a SAS"),
    sas_url: z
      .string()
      .refine(isSasUrl, "must be an https:// URL with a signature in it (?sv=…&sig=…)")
      .optional()
      .meta({ secret: true, examples: ["${AZURE_SAS_URL}"] })
      .describe("A SAS URL of the container or of the account"),
    account_url: z
      .string()
      .refine(isAccountUrl, "must be as https://ACCOUNT.blob.core.windows.net, without a path or a query")
      .optional()
      .meta({ examples: ["https://acme.blob.core.windows.net"] })
      .describe(
        "The account's blob endpoint; Musette signs in as the default identity: managed or workload identity, AZURE_CLIENT_ID and its like, or the Azure CLI",
      ),
  })
  .refine((keys) => keys.on_user_delete === "keep" || pathNamesUser(keys), {
    path: ["path"],
    message: "must hold {user_id} when on_user_delete is delete: by that a user's objects are found",
  })
  .superRefine((keys, context) => {
    const given = ways.filter((way) => keys[way] !== undefined);
    if (given.length !== 1)
      context.addIssue({ code: "custom", message: `needs exactly one of ${ways.join(", ")}` });
    if (keys.sas_url !== undefined && !leadsTo(keys.sas_url, keys.container))
      context.addIssue({
        code: "custom",
        path: ["sas_url"],
        message: "is a URL of something else than the account or this container",
      });
  });

export type AzureBlobConfig = Readonly<z.output<typeof azureBlobConfig>>;

function isConnectionString(text: string): boolean {
  try {
    BlobServiceClient.fromConnectionString(text);
    return true;
  } catch {
    return false;
  }
}

function isSasUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isAddress(url));
  return isSafe && url.searchParams.has("sig");
}

function isAccountUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  // The client sends tokens over TLS only. An address instead of a name has the account in its path.
  return url.protocol === "https:" && url.search === "" && segmentsAfterAccount(url).length === 0;
}

/** Whether a SAS URL, which is checked elsewhere, is one of the account or of this container. */
function leadsTo(sasUrl: string, container: string): boolean {
  const url = URL.parse(sasUrl);
  if (url === null) return true;
  const segments = segmentsAfterAccount(url);
  return segments.length === 0 || (segments.length === 1 && segments[0] === container);
}

/** Where the host is an address, the first segment of the path is the account. */
function segmentsAfterAccount(url: URL): readonly string[] {
  const segments = url.pathname.split("/").filter((segment) => segment !== "");
  return isAddress(url) ? segments.slice(1) : segments;
}

/** As the emulator's. */
function isAddress({ hostname }: URL): boolean {
  return hostname === "localhost" || /^[\d.]+$/.test(hostname) || hostname.startsWith("[");
}
