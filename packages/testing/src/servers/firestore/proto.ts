import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadPackageDefinition } from "@grpc/grpc-js";
import type { GrpcObject, ServiceClientConstructor, ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

/** One value of a document, as the wire has it: `{integerValue: "7"}`, `{mapValue: {fields}}`, … */
export type Value = Readonly<Record<string, unknown>>;
export type Fields = Readonly<Record<string, Value>>;

/** Seconds and nanoseconds since 1970; seconds as text because they are 64 bits. */
export interface Timestamp {
  readonly seconds: string;
  readonly nanos: number;
}

export interface StoredDocument {
  readonly name: string;
  readonly fields: Fields;
  readonly createTime: Timestamp;
  readonly updateTime: Timestamp;
}

/** One write of a Commit or BatchWrite. */
export interface Write {
  readonly update?: { readonly name: string; readonly fields?: Fields };
  readonly delete?: string;
  readonly updateMask?: { readonly fieldPaths?: readonly string[] };
  readonly currentDocument?: { readonly exists?: boolean; readonly updateTime?: Timestamp };
}

/** The service as Google describes it, in the files that come with its own client. */
export function loadFirestoreService(): ServiceDefinition {
  const manifest = createRequire(import.meta.url).resolve("@google-cloud/firestore/package.json");
  const folder = join(dirname(manifest), "build/protos");
  const definition = loadSync("google/firestore/v1/firestore.proto", {
    includeDirs: [folder],
    longs: String,
    enums: String,
  });
  const root = loadPackageDefinition(definition);
  const v1 = ["google", "firestore", "v1"].reduce((object, name) => object[name] as GrpcObject, root);
  return (v1["Firestore"] as ServiceClientConstructor).service;
}
