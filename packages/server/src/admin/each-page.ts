/** Worked on at once: small enough to leave others their turn. */
const pageRows = 500;

/** Goes through everything that is found, a page at a time, until there is no more or nobody waits for it. */
export async function* eachPage<Row>(
  find: (after: Row | undefined, limit: number) => Promise<readonly Row[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  let page: readonly Row[] = [];
  do {
    if (signal.aborted) return;
    page = await find(page.at(-1), pageRows);
    if (page.length > 0) yield page;
  } while (page.length === pageRows);
}
