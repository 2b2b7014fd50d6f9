/** What a URL says of a bucket: `http://KEY:SECRET@HOST:PORT/BUCKET?region=REGION`. */
export interface S3Address {
  readonly endpoint: string;
  readonly bucket: string;
  /** @default "us-east-1" */
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Reads the URL of an S3 test server; odd characters of the secret are percent-encoded in it. */
export function s3Address(text: string): S3Address {
  const url = new URL(text);
  return {
    endpoint: url.origin,
    bucket: url.pathname.slice(1),
    region: url.searchParams.get("region") ?? "us-east-1",
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}
