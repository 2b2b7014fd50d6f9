import type { Engine, Session, Statement } from "./engine.ts";
import { untilAborted } from "./until-aborted.ts";

/** Does `work` on a connection of its own. When the signal aborts, the connection is cut. */
export async function withSession<T>(
  engine: Engine,
  purpose: "write" | "check",
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const session = await engine.connect(purpose, signal);
  const cut = () => session.destroy();
  signal.addEventListener("abort", cut, { once: true });
  try {
    return await untilAborted(work(session), signal);
  } finally {
    signal.removeEventListener("abort", cut);
    session.release();
  }
}

/** Does `work` in a transaction, which ends with `end`: a check rolls back what it tried. */
export async function inTransaction<T>(
  engine: Engine,
  session: Session,
  work: () => Promise<T>,
  end: "commit" | "rollback" = "commit",
): Promise<T> {
  await session.run(statement(engine.begin));
  try {
    const result = await work();
    await session.run(statement(end));
    return result;
  } catch (error) {
    // Where even the rollback fails the connection is no good any more, and the first error says why.
    await session.run(statement("rollback")).catch(() => session.destroy());
    throw error;
  }
}

/** A statement without values. */
export function statement(sql: string): Statement {
  return { sql, parameters: [] };
}
