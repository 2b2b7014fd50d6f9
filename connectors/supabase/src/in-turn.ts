/**
 * Makes a runner for pieces of work: those that share a name run one after another, in the order they came, all
 * others at once.
 */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();

  return async function inTurn<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = names.flatMap((name) => last.get(name) ?? []);
    const own = Promise.allSettled(before).then(work);
    for (const name of names) last.set(name, own);
    try {
      return await own;
    } finally {
      for (const name of names) if (last.get(name) === own) last.delete(name);
    }
  };
}
