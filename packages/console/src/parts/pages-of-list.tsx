import { Icon } from "./icon.tsx";

interface PagesOfListProps {
  /** Null: this is the first page. */
  readonly onFirst: (() => void) | null;
  /** Null: this is the last page. */
  readonly onNext: (() => void) | null;
  readonly first: string;
  readonly next: string;
}

/** The way through a list that comes by the page. Back to the page before is the browser's own Back. */
export function PagesOfList({ onFirst, onNext, first, next }: PagesOfListProps) {
  if (onFirst === null && onNext === null) return null;
  return (
    <nav class="row pages" aria-label="Pages of the list">
      <button type="button" class="button" disabled={onFirst === null} onClick={() => onFirst?.()}>
        <Icon name="left" />
        {first}
      </button>
      <button type="button" class="button" disabled={onNext === null} onClick={() => onNext?.()}>
        {next}
        <Icon name="right" />
      </button>
    </nav>
  );
}
