interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly note?: string;
  /** A metric's colour: `power`, `heart`… */
  readonly metric?: string;
}

/** One number that people look for, in a `dl` of the class `figures`. */
export function Figure({ label, value, unit, note, metric }: FigureProps) {
  return (
    <div class="figure" data-metric={metric}>
      <dt>{label}</dt>
      <dd>
        {value}
        {unit !== undefined && <span class="unit">{unit}</span>}
      </dd>
      {note !== undefined && <dd class="note">{note}</dd>}
    </div>
  );
}
