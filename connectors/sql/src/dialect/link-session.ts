import type { Session } from "../engine.ts";
import type { Link, Links } from "./links.ts";

/** A session on a link; giving it back gives the link back. */
export function linkSession<L extends Link>(
  link: L,
  links: Links<L>,
  statementBytes: number | null,
): Session {
  let over = false;

  function finish(last: () => void): void {
    if (over) return;
    over = true;
    last();
  }

  return {
    statementBytes,
    async run({ sql, parameters }) {
      if (over) throw new Error("The connection was given back.");
      return await link.run(sql, parameters);
    },
    release: () => finish(() => links.put(link)),
    destroy: () => finish(() => link.destroy()),
  };
}
