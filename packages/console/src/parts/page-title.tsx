import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** The page's heading, which is also the window's title. */
export function PageTitle({
  title,
  isLong = false,
  children,
}: {
  readonly title: string;
  /** It would take half the window in the size that headings have. */
  readonly isLong?: boolean;
  readonly children?: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Musette`;
  }, [title]);
  return <h1 data-long={isLong}>{children ?? title}</h1>;
}
