/** One moment of the soak. */
export interface SoakSample {
  readonly atSeconds: number;
  /** Since the sample before. */
  readonly offeredPerSecond: number;
  readonly deliveredPerSecond: number;
  readonly residentBytes: number;
  readonly diskBytes: number;
}

interface Line {
  readonly label: string;
  readonly color: string;
  readonly values: readonly number[];
}

const width = 860;
const left = 64;
const right = 16;
const panelHeight = 150;
const panelGap = 46;
const top = 34;

/** Throughput, memory and disk over time, one panel each, as an SVG image. */
export function soakChart(samples: readonly SoakSample[], title: string): string {
  const times = samples.map(({ atSeconds }) => atSeconds);
  const panels: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
    {
      title: "events a second: offered, and delivered to each destination (mean of five)",
      lines: [
        { label: "offered", color: "#9aa0a6", values: samples.map((one) => one.offeredPerSecond) },
        {
          label: "delivered",
          color: "#1a7f5a",
          values: smoothed(samples.map((one) => one.deliveredPerSecond)),
        },
      ],
    },
    {
      title: "resident memory of the server, MB",
      lines: [{ label: "memory", color: "#3b5bdb", values: samples.map((one) => one.residentBytes / 1e6) }],
    },
    {
      title: "the journal on the disk, MB",
      lines: [{ label: "disk", color: "#c2540a", values: samples.map((one) => one.diskBytes / 1e6) }],
    },
  ];
  const height = top + panels.length * (panelHeight + panelGap);
  const drawn = panels.map((panel, index) => drawPanel(panel, times, top + index * (panelHeight + panelGap)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="20" font-size="14" font-weight="600" fill="#202124">${escape(title)}</text>
${drawn.join("\n")}
</svg>
`;
}

function drawPanel(
  { title, lines }: { readonly title: string; readonly lines: readonly Line[] },
  times: readonly number[],
  y: number,
): string {
  const endSeconds = Math.max(times.at(-1) ?? 1, 1);
  const highest = niceAbove(Math.max(...lines.flatMap(({ values }) => values), 1));
  const innerTop = y + 20;
  const xOf = (seconds: number) => left + (seconds / endSeconds) * (width - left - right);
  const yOf = (value: number) => innerTop + panelHeight * (1 - value / highest);
  const grid = [0, 0.5, 1].map((share) => {
    const at = round(yOf(highest * share));
    return `<line x1="${left}" y1="${at}" x2="${width - right}" y2="${at}" stroke="#e8eaed"/><text x="${left - 8}" y="${at + 4}" text-anchor="end" fill="#5f6368">${round(highest * share)}</text>`;
  });
  const marks = [0, 1, 2, 3].map((third) => {
    const seconds = (endSeconds * third) / 3;
    const anchor = third === 0 ? "start" : third === 3 ? "end" : "middle";
    const label = endSeconds >= 180 ? `${round(seconds / 60)} min` : `${round(seconds)} s`;
    return `<text x="${round(xOf(seconds))}" y="${innerTop + panelHeight + 16}" text-anchor="${anchor}" fill="#5f6368">${label}</text>`;
  });
  const drawn = lines.map(({ values, color }) => {
    const points = values.map((value, index) => `${round(xOf(times[index] ?? 0))},${round(yOf(value))}`);
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="1.5"/>`;
  });
  const legend =
    lines.length < 2
      ? ""
      : lines
          .map(
            ({ label, color }, index) =>
              `<tspan dx="${index === 0 ? 0 : 12}" fill="${color}">${escape(label)}</tspan>`,
          )
          .join("");
  const head = `<text x="${left}" y="${y + 10}" fill="#202124">${escape(title)}</text>`;
  const key = `<text x="${width - right}" y="${y + 10}" text-anchor="end">${legend}</text>`;
  return [head, key, ...grid, ...marks, ...drawn].join("\n");
}

function smoothed(values: readonly number[]): readonly number[] {
  return values.map((_, index) => {
    const near = values.slice(Math.max(index - 2, 0), index + 3);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/** 1, 2 or 5 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
