import { createRequire } from "node:module";
import type firestore from "@google-cloud/firestore";

export type ClientOptions = NonNullable<ConstructorParameters<typeof firestore.v1.FirestoreClient>[0]>;
type Auth = NonNullable<ClientOptions["auth"]>;

/** Of the library below Google's client, which the client needs and does not hand out. */
interface Gax {
  readonly GoogleAuth: new (options: { readonly projectId: string; readonly scopes: string }) => Auth;
  readonly grpc: { readonly credentials: { createInsecure(): NonNullable<ClientOptions["sslCreds"]> } };
}

const gax = createRequire(import.meta.resolve("@google-cloud/firestore"))("google-gax") as Gax;
const scopes = "https://www.googleapis.com/auth/datastore";

/** Google's authentication with these credentials; without any, with the default ones of the place. */
export function googleAuth(
  projectId: string,
  credentials: Readonly<Record<string, unknown>> | undefined,
): Auth {
  const auth = new gax.GoogleAuth({ projectId, scopes });
  // Said here and not to the constructor, which prints a warning for each client.
  auth.jsonContent = credentials ?? null;
  return auth;
}

/** An emulator takes anybody. Without any credentials the library would look for a metadata server. */
export function emulatorAuth(projectId: string): Auth {
  return googleAuth(projectId, { client_email: "emulator", private_key: "none" });
}

/** A connection without TLS. */
export function insecure(): NonNullable<ClientOptions["sslCreds"]> {
  return gax.grpc.credentials.createInsecure();
}
