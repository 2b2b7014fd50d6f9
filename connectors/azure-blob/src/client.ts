import { DefaultAzureCredential } from "@azure/identity";
import { BlobServiceClient, ContainerClient } from "@azure/storage-blob";
import type { StoragePipelineOptions } from "@azure/storage-blob";
import type { AzureBlobConfig } from "./config.ts";

/** Delivery retries, with a clock of its own; the client's retries would only hide what happens. */
const options: StoragePipelineOptions = { retryOptions: { maxTries: 1 } };

/** The client of the configured container. It makes no request before it is used. */
export function createClient(config: AzureBlobConfig): ContainerClient {
  const { container, connection_string, sas_url, account_url } = config;
  if (connection_string !== undefined) {
    return BlobServiceClient.fromConnectionString(connection_string, options).getContainerClient(container);
  }
  if (sas_url !== undefined) {
    const endsWithContainer = new URL(sas_url).pathname.replace(/\/$/, "").endsWith(`/${container}`);
    if (endsWithContainer) return new ContainerClient(sas_url, undefined, options);
    return new BlobServiceClient(sas_url, undefined, options).getContainerClient(container);
  }
  if (account_url === undefined)
    throw new Error("the config schema lets no destination without a way in pass");
  const identity = new DefaultAzureCredential({ retryOptions: { maxRetries: 0 } });
  return new BlobServiceClient(account_url, identity, options).getContainerClient(container);
}
