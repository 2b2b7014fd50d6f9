import type { Overview } from "@musette/console";

/** What `musette top` shows. */
export interface TopView {
  /** The server that was asked. */
  readonly origin: string;
  /** What it last said; null: it has not yet answered. */
  readonly overview: Overview | null;
  /** Why there is nothing newer; null: it answers. */
  readonly problem: string | null;
  /** The destination that keys act on; null: there are no keys, as where the output is not a terminal. */
  readonly selected: string | null;
  /** What came of the last key. */
  readonly notice: string | null;
}

export interface TopSize {
  readonly columns: number;
  readonly rows: number;
}

/** Of a terminal; a serial line, and a container's terminal at first, say 0. */
export function sizeOf({ columns, rows }: TopSize): TopSize {
  return { columns: columns || 80, rows: rows || 24 };
}
