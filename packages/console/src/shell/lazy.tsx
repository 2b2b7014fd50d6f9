import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";

/** A page whose code comes when it is first opened. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [failure, setFailure] = useState<Error | null>(null);
    const [turn, setTurn] = useState(0);
    useEffect(() => {
      if (loaded !== undefined) return;
      void fetchCode();
    }, []);
    async function fetchCode(): Promise<void> {
      try {
        loaded = await load();
        setTurn((before) => before + 1);
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)));
      }
    }
    if (loaded !== undefined) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    // A new version of the server has other files: its page knows them.
    if (failure !== null)
      return <FailureNotice failure={failure} what="This page" onRetry={() => window.location.reload()} />;
    return <Skeleton height={320} key={turn} />;
  };
}
