interface SkeletonProps {
  /** Pixels. */
  readonly height: number;
  readonly label?: string;
}

/** Holds the place of what is being loaded. */
export function Skeleton({ height, label = "Loading" }: SkeletonProps) {
  return (
    <div class="skeleton" style={{ height: `${height}px` }} aria-busy="true">
      <span class="visually-hidden">{label}…</span>
    </div>
  );
}
