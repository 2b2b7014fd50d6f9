/** What was found of the ride in one destination, by a client that knows nothing of Musette. */
export interface Found {
  readonly distanceMeters: number | null;
  readonly workKilojoules: number | null;
}

/** A destination of the test, and how an independent client reads the ride back from it. */
export interface Place extends AsyncDisposable {
  /** Its block in the configuration. */
  readonly yaml: Readonly<Record<string, unknown>>;
  /** The client that reads it back. */
  readonly client: string;
  /** Undefined while there is nothing yet. */
  read(): Promise<Found | undefined>;
}

interface TerraActivity {
  readonly distance_data?: { readonly summary?: { readonly distance_meters?: number | null } };
  readonly work_data?: { readonly work_kilojoules?: number | null };
}

/** Finds the numbers in one activity, or in a webhook body of one. */
export function foundIn(json: string): Found {
  const parsed = JSON.parse(json) as TerraActivity & { readonly data?: readonly TerraActivity[] };
  const activity = parsed.data?.[0] ?? parsed;
  return {
    distanceMeters: activity.distance_data?.summary?.distance_meters ?? null,
    workKilojoules: activity.work_data?.work_kilojoules ?? null,
  };
}
