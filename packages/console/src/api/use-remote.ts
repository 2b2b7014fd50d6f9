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

interface Result<Answer> {
  readonly path: string | null;
  /** Which load it is of. */
  readonly asked: string | null;
  readonly data?: Answer;
  readonly failure?: Error;
}

/**
 * What the server answers at `path`, asked for again when the path changes, after a failure when the server
 * is back, and by `reload`. Null: nothing is asked for.
 */
export function useRemote<Answer>(path: string | null): Remote<Answer> {
  const [result, setResult] = useState<Result<Answer>>({ path: null, asked: null });
  const [turn, setTurn] = useState(0);
  const back = reconnections.value;
  const signedIn = session.value.state === "in";
  /** Names one load. Its end is told by the result, so that a load draws the page once. */
  const asked = path === null || !signedIn ? null : `${turn} ${back} ${path}`;

  useEffect(() => {
    if (path === null || asked === null) return;
    const aborted = new AbortController();
    getJson<Answer>(path, aborted.signal).then(
      (data) => setResult({ path, asked, data }),
      (error: unknown) => {
        if (aborted.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setResult((before) =>
          before.path === path && before.data !== undefined
            ? { path, asked, data: before.data, failure }
            : { path, asked, failure },
        );
      },
    );
    return () => aborted.abort();
  }, [path, asked]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const isCurrent = result.path === path;
  return {
    data: isCurrent ? result.data : undefined,
    failure: isCurrent ? result.failure : undefined,
    loading: result.asked !== asked,
    reload,
  };
}
