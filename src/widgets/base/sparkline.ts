import { html, type TemplateResult } from 'lit/html.js';
import type { Chart } from '../../core/models/wealth-card.ts';
import { on } from './on.ts';

const HEIGHT = 72;
const steps = new Map([
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['PageDown', -10],
  ['PageUp', 10],
  ['Home', -1e3],
  ['End', 1e3],
]);

/**
 * A line one can walk along: a slider to the keyboard and to a screen reader, which speaks date and value of each point.
 * `at` is the point the marker stands on, any other number for none; `move` is told where it shall stand.
 */
export function sparkline(
  { points, summary }: Chart,
  name: string,
  at: number,
  move: (at: number) => void,
): TemplateResult {
  const last = points.length - 1;
  const now = points[at] ? at : last;
  const place = ({ x, y }: { x: number; y: number }) =>
    `${(x * 100).toFixed(1)} ${(HEIGHT - 6 - y * (HEIGHT - 12)).toFixed(1)}`;
  const line = points.map(place).join('L');
  const point = on<PointerEvent>(({ currentTarget, clientX }) => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    const off = points.map(({ x }) => Math.abs(left + x * width - clientX));
    move(off.indexOf(Math.min(...off)));
  });
  const key = on<KeyboardEvent>((event) => {
    const by = steps.get(event.key);
    if (!by) return;
    event.preventDefault();
    move(Math.max(0, Math.min(last, now + by)));
  });
  return html`<div
      class="chart"
      part="chart"
      role="slider"
      tabindex="0"
      aria-label=${name}
      aria-describedby="line"
      aria-valuemin="0"
      aria-valuemax=${last}
      aria-valuenow=${now}
      aria-valuetext=${points[now]!.label}
      @pointerdown=${point}
      @pointermove=${point}
      @keydown=${key}
    >
      <svg
        viewBox="0 0 100 ${HEIGHT}"
        width="100%"
        height=${HEIGHT}
        preserveAspectRatio="none"
        overflow="visible"
        pointer-events="none"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d="M0 ${HEIGHT}L${line}V${HEIGHT}" fill="currentColor" fill-opacity=".09" stroke="none" />
        <path d="M${line}" vector-effect="non-scaling-stroke" />
        <path
          d=${at === now ? `M${points[at]!.x * 100} 0V${HEIGHT}` : ''}
          vector-effect="non-scaling-stroke"
          stroke-width="1"
          stroke-dasharray="2 3"
        />
        <path d="M${place(points[now]!)}h0" vector-effect="non-scaling-stroke" stroke-width="8" />
      </svg>
    </div>
    <p class="unseen" id="line">${summary}</p>`;
}
