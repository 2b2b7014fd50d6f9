/** Does `action` for each item, a few at a time; after the first that fails, no more are begun. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  most: number,
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items].values();
  let failed = false;
  async function next(): Promise<void> {
    for (const item of waiting) {
      if (failed) return;
      try {
        await action(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: most }, next));
}
