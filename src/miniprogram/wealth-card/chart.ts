import type { Chart } from '../../core/models/wealth-card.ts';

const HEIGHT = 72;

/** The line of past values as a mask over the line's colour, so that it follows the theme; empty without points. */
export function drawChart({ points }: Chart): string {
  if (!points.length) return '';
  const place = ({ x, y }: { x: number; y: number }) =>
    `${(x * 100).toFixed(1)} ${(HEIGHT - 6 - y * (HEIGHT - 12)).toFixed(1)}`;
  const line = points.map(place).join('L');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none">` +
    `<path d="M0 ${HEIGHT}L${line}V${HEIGHT}" fill-opacity=".09"/>` +
    `<path d="M${line}" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke"/></svg>`;
  return `-webkit-mask-image:url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

/** The point of the line that stands nearest to a place, 0 at its left end and 1 at its right. */
export function pointAt({ points }: Chart, place: number): string {
  const off = points.map(({ x }) => Math.abs(x - place));
  return points[off.indexOf(Math.min(...off))]?.label ?? '';
}
