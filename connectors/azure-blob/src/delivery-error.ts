import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { classify, signingIn } from "./errors.ts";

/** The requests that this connector makes, and the permission that each needs. */
const permissions = {
  "Put Blob": "to create and write blobs (role Storage Blob Data Contributor, or c and w in a SAS)",
  "Get Blob Properties": "to read blobs (role Storage Blob Data Contributor, or r in a SAS)",
  "List Blobs": "to list blobs (role Storage Blob Data Contributor, or l in a SAS)",
  "Delete Blob": "to delete blobs (role Storage Blob Data Contributor, or d in a SAS)",
} as const;

export type Operation = keyof typeof permissions;

/** The error that the caller gets. Without a cause: the client puts its request, and so a SAS, into its own. */
export function deliveryError(operation: Operation, container: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const { code, reason, retryAfterMs } = classify(error);
  const isUnknownHere = reason.startsWith(signingIn);
  const need = isUnknownHere
    ? "Give Musette an identity: a managed or workload identity, AZURE_CLIENT_ID and its like, or the Azure CLI's."
    : `The credentials must be valid and allowed ${permissions[operation]}, and the account's firewall must let this server in.`;
  const message = `${verbs[code]} ${operation} to container "${container}" (${reason}). ${code === "unauthorized" ? need : advice[code]}`;
  const context = { operation, container };
  return new DeliveryError(code, message, { context, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

/** For an answer that lacks what every answer of Azure to such a request has. */
export function notAzure(container: string): DeliveryError {
  const message = `What answers for container "${container}" is not Azure Blob Storage. Correct the account's address.`;
  return new DeliveryError("not_found", message, { context: { container } });
}

const verbs: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Azure could not do",
  timeout: "Azure did not answer in time to",
  throttled: "Azure asked for a slower pace at",
  conflict: "Azure met another writer, or a lease, at",
  unauthorized: "Azure refused",
  not_found: "Azure could not place",
  rejected: "Azure refused",
  too_large: "Azure refused",
  unknown: "Azure failed at",
};

const advice: Readonly<Record<Exclude<DeliveryCode, "unauthorized">, string>> = {
  unavailable: "Check that the account's address is right and can be reached from here. It is tried again.",
  timeout: "It is tried again.",
  throttled: "It is tried again, later.",
  conflict: "It is tried again.",
  not_found: "Create the container, or correct container and the account's address.",
  rejected:
    "Look for this code in Azure's documentation; a legal hold or an immutability policy may be the reason.",
  too_large: "The blob is larger than Azure takes in one request.",
  unknown: "It is tried again, a limited number of times.",
};
