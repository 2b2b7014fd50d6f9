import { randomUUID } from "node:crypto";
import { Firestore } from "@google-cloud/firestore";
import { ensureFirestore, ensureFirestoreEmulator } from "@musette/testing";
import type { Place } from "./place.ts";
import { curl } from "./run-client.ts";

/** Google's emulator, read by curl; where it is not installed our own server, read by Google's client. */
export async function firestorePlace(): Promise<Place> {
  const emulator = await ensureFirestoreEmulator();
  const isEmulator = !("skipped" in emulator);
  const { host } = new URL(isEmulator ? emulator.url : (await ensureFirestore()).url);
  const projectId = `ten-${randomUUID().slice(0, 8)}`;
  const activities = "terra/2022-03-16/activity";
  const summaries = isEmulator
    ? () => askEmulator(host, projectId, activities)
    : () => askClient(host, projectId, activities);
  return {
    yaml: { type: "firestore", project_id: projectId, emulator_host: host },
    client: isEmulator ? "curl" : "@google-cloud/firestore",
    async read() {
      const found = await summaries();
      return found && { distanceMeters: Number(found.distance), workKilojoules: Number(found.work) };
    },
    async [Symbol.asyncDispose]() {},
  };
}

type Numbers = { readonly distance: unknown; readonly work: unknown } | undefined;

async function askEmulator(host: string, projectId: string, path: string): Promise<Numbers> {
  const url = `http://${host}/v1/projects/${projectId}/databases/(default)/documents/${path}`;
  const { documents = [] } = JSON.parse(await curl("--globoff", url)) as {
    readonly documents?: readonly { readonly fields: Value }[];
  };
  const fields = documents[0]?.fields;
  if (fields === undefined) return undefined;
  const at = (...names: readonly string[]) =>
    names.reduce<Value | undefined>((value, name) => value?.mapValue?.fields[name], {
      mapValue: { fields },
    } as Value);
  const distance = at("distance_data", "summary", "distance_meters");
  const work = at("work_data", "work_kilojoules");
  return {
    distance: distance?.doubleValue ?? distance?.integerValue,
    work: work?.doubleValue ?? work?.integerValue,
  };
}

/** A value as Firestore's REST API writes it. */
interface Value {
  readonly mapValue?: { readonly fields: Readonly<Record<string, Value>> };
  readonly doubleValue?: number;
  readonly integerValue?: string;
}

async function askClient(host: string, projectId: string, path: string): Promise<Numbers> {
  const client = new Firestore({ projectId, host, ssl: false });
  try {
    const [document] = (await client.collection(path).get()).docs;
    return (
      document && {
        distance: document.get("distance_data.summary.distance_meters"),
        work: document.get("work_data.work_kilojoules"),
      }
    );
  } finally {
    await client.terminate();
  }
}
