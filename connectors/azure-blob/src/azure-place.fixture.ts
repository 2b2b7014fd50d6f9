import { randomUUID } from "node:crypto";
import { BlobServiceClient } from "@azure/storage-blob";
import type { ContainerClient } from "@azure/storage-blob";
import { connectionString } from "./connection-string.fixture.ts";

/** A container of its own, empty at first and gone at the end. */
export interface AzurePlace extends AsyncDisposable {
  readonly container: ContainerClient;
  readonly config: { readonly container: string; readonly connection_string: string };
}

/** `accountUrl` is `https://ACCOUNT:KEY@HOST/…`. */
export async function makeAzurePlace(accountUrl: string): Promise<AzurePlace> {
  const connection_string = connectionString(new URL(accountUrl));
  const service = BlobServiceClient.fromConnectionString(connection_string);
  const container = service.getContainerClient(`musette-${randomUUID()}`);
  await container.create();
  return {
    container,
    config: { container: container.containerName, connection_string },
    [Symbol.asyncDispose]: async () => void (await container.delete()),
  };
}
