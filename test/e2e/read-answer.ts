/** What `POST /ingest/{source}` answers, taken or refused. */
export interface IngestAnswer {
  readonly events?: readonly {
    readonly id: string;
    readonly type: string;
    readonly key: string;
    readonly revision: number;
    readonly duplicate: boolean;
  }[];
  readonly errors?: readonly { readonly item: number; readonly pointer: string; readonly detail: string }[];
  readonly quarantined?: boolean;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
}

export async function readAnswer(response: Response): Promise<IngestAnswer> {
  return (await response.json()) as IngestAnswer;
}
