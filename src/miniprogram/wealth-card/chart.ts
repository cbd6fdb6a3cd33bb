import { pieces } from '../../core/date.ts';
import type { Chart, WealthCardView } from '../../core/models/wealth-state.ts';

/** As high as the web's, px. */
const HEIGHT = 72;

/** The line of net values as WXML can show it. */
export interface Line {
  /** Addresses of its picture in the light and in the dark theme; the style sheet shows one of them. */
  light: string;
  dark: string;
  /** Where the points stand, for a finger to find the nearest. */
  places: { left: string; top: string; label: string[] }[];
}

/** What the WXML needs besides the model's view: its texts in pieces, for their dates, and the line. */
export const dress = ({ performance, chips, notices }: WealthCardView) => ({
  chips: chips.map(({ text }) => pieces(text)),
  latest: pieces(performance?.latest ?? ''),
  source: pieces(performance?.source ?? ''),
  notices: notices.map(pieces),
  line: performance?.chart?.summary ? drawLine(performance.chart) : null,
});

/** Draws the line: WXML has neither SVG nor a canvas that is there at the first paint, but an image takes a picture as its address. */
function drawLine({ points }: Chart): Line {
  const y = (value: number) => (HEIGHT - 6 - value * (HEIGHT - 12)).toFixed(1);
  const line = points.map((point) => `${(point.x * 100).toFixed(1)} ${y(point.y)}`).join('L');
  const picture = (colour: string) =>
    `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none" ` +
        `fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">` +
        `<path d="M0 ${HEIGHT}L${line}V${HEIGHT}" fill="${colour}" fill-opacity=".09" stroke="none"/>` +
        `<path d="M${line}" vector-effect="non-scaling-stroke"/></svg>`,
    )}`;
  return {
    light: picture('#0b6b58'),
    dark: picture('#4cc2a7'),
    places: points.map((point) => ({ left: `${point.x * 100}%`, top: `${y(point.y)}px`, label: pieces(point.label) })),
  };
}

/** The point nearest to a place, `part` from 0 at the left to 1 at the right. */
export function nearest({ points }: Chart, part: number): number {
  const off = points.map(({ x }) => Math.abs(x - part));
  return off.indexOf(Math.min(...off));
}
