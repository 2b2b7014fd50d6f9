/** An answer of the storage service. */
export interface StorageAnswer {
  readonly status: number;
  readonly body: Uint8Array | string;
  readonly contentType: string;
}

export function answerJson(value: unknown): StorageAnswer {
  return { status: 200, body: JSON.stringify(value), contentType: "application/json" };
}

/** Refusals as the service words them: HTTP 400, and the status that is meant in the body. */
export const refusals = {
  bucketExists: refuse("409", "Duplicate", "The resource already exists"),
  bucketMissing: refuse("404", "Bucket not found", "Bucket not found"),
  bucketNotEmpty: refuse("409", "InvalidRequest", "The bucket you tried to delete is not empty"),
  denied: refuse("403", "Unauthorized", "new row violates row-level security policy"),
  invalidKey: (path: string) => refuse("400", "InvalidKey", `Invalid key: ${path}`),
  invalidToken: refuse("403", "Unauthorized", "signature verification failed"),
  objectExists: refuse("409", "Duplicate", "The resource already exists"),
  objectMissing: refuse("404", "not_found", "Object not found"),
  tooLarge: refuse("413", "Payload too large", "The object exceeded the maximum allowed size"),
  wrongType: (type: string) => refuse("415", "invalid_mime_type", `mime type ${type} is not supported`),
  routeMissing: { ...refuse("404", "Not Found", "Route not found"), status: 404 },
} as const;

function refuse(statusCode: string, error: string, message: string): StorageAnswer {
  return { ...answerJson({ statusCode, error, message }), status: 400 };
}
