import { useCallback, useEffect, useState } from "preact/hooks";
import { reconnections } from "./connection.ts";
import { getJson } from "./request.ts";
import { session } from "./session.ts";

export interface Remote<Answer> {
  /** Of an earlier load while a newer one runs. Undefined: none has come yet. */
  readonly data: Answer | undefined;
  /** Undefined: the last load succeeded, or none has ended. */
  readonly failure: Error | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * What the server answers at `path`, asked for again when the path changes, after a failure when the server
 * is back, and by `reload`. Null: nothing is asked for.
 */
export function useRemote<Answer>(path: string | null): Remote<Answer> {
  const [result, setResult] = useState<{ path: string | null; data?: Answer; failure?: Error }>({
    path: null,
  });
  const [loading, setLoading] = useState(false);
  const [turn, setTurn] = useState(0);
  const back = reconnections.value;
  const signedIn = session.value.state === "in";

  useEffect(() => {
    if (path === null || !signedIn) return;
    const aborted = new AbortController();
    setLoading(true);
    getJson<Answer>(path, aborted.signal)
      .then(
        (data) => setResult({ path, data }),
        (error: unknown) => {
          if (aborted.signal.aborted) return;
          const failure = error instanceof Error ? error : new Error(String(error));
          setResult((before) =>
            before.path === path && before.data !== undefined
              ? { path, data: before.data, failure }
              : { path, failure },
          );
        },
      )
      .finally(() => {
        if (!aborted.signal.aborted) setLoading(false);
      });
    return () => aborted.abort();
  }, [path, turn, back, signedIn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const isCurrent = result.path === path;
  return {
    data: isCurrent ? result.data : undefined,
    failure: isCurrent ? result.failure : undefined,
    loading,
    reload,
  };
}
