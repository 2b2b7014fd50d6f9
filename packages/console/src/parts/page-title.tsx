import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** The page's heading, which is also the window's title. */
export function PageTitle({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Musette`;
  }, [title]);
  return <h1>{children ?? title}</h1>;
}
