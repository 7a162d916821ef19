/** Lines over a common axis, as SVG. Positions are the only floating point of the page: they are pixels, not money. */

export interface Line {
  readonly name: string;
  /** One for each x. */
  readonly values: readonly bigint[];
}

interface Props {
  readonly label: string;
  readonly xs: readonly bigint[];
  readonly lines: readonly Line[];
  /** From the left up to here is shaded. */
  readonly shadedTo: bigint | undefined;
  readonly marks: readonly { readonly x: bigint; readonly name: string }[];
  readonly xText: (x: bigint) => string;
  readonly yText: (y: bigint) => string;
}

const WIDTH = 640;
const HEIGHT = 260;
const LEFT = 8;
const RIGHT = 8;
const TOP = 20;
const BOTTOM = 26;
/** As high as a text: two that are nearer to one another would cover each other. */
const LABEL = 14;

/** A place between two ends, in pixels. Exact to a ten-thousandth, which is more than a screen shows. */
export function place(value: bigint, low: bigint, high: bigint, from: number, to: number): number {
  if (high <= low) return from;
  const share = Number(((value - low) * 10_000n) / (high - low)) / 10_000;
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}

export function Lines({ label, xs, lines, shadedTo, marks, xText, yText }: Props) {
  const all = lines.flatMap(({ values }) => values);
  const low = all.reduce((a, b) => (a < b ? a : b), 0n);
  const high = all.reduce((a, b) => (a > b ? a : b), 1n);
  const [first, last] = [xs[0]!, xs.at(-1)!];
  const x = (value: bigint) => place(value, first, last, LEFT, WIDTH - RIGHT);
  const y = (value: bigint) => place(value, low, high, HEIGHT - BOTTOM, TOP);
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {shadedTo !== undefined && <rect class="shaded" x={LEFT} y={TOP} width={Math.max(0, x(shadedTo) - LEFT)} height={HEIGHT - BOTTOM - TOP} />}
        <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0n)} y2={y(0n)} />
        {marks.map(({ x: at, name }) => (
          <g key={name}>
            <line class="mark" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <text class="tick" x={x(at)} y={HEIGHT - 8} text-anchor="middle">
              {name} {xText(at)}
            </text>
          </g>
        ))}
        {shadedTo !== undefined && (
          <text class="tick" x={LEFT} y={HEIGHT - 8}>
            {"< "}
            {xText(shadedTo)}
          </text>
        )}
        <text class="tick" x={LEFT + 2} y={TOP - 6}>
          {yText(high)}
        </text>
        {/* Beside the other value of its axis: at the right it would read as a price, above the last one. */}
        {y(0n) > TOP + LABEL && (
          <text class="tick" x={LEFT + 2} y={y(0n) - 5}>
            {yText(0n)}
          </text>
        )}
        <text class="tick" x={WIDTH - RIGHT} y={HEIGHT - 8} text-anchor="end">
          {xText(last)}
        </text>
        {lines.map(({ name, values }, i) => (
          <polyline key={name} class={`line line-${lines.length === 1 ? 1 : i}`} points={values.map((value, j) => `${x(xs[j]!).toFixed(1)},${y(value).toFixed(1)}`).join(" ")} />
        ))}
      </svg>
      <figcaption>
        {lines.map(({ name }, i) => (
          <span key={name} class={`key key-${lines.length === 1 ? 1 : i}`}>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
