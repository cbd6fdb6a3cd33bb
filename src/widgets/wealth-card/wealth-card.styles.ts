import { css } from 'lit';

/** The wealth card's own look; tokens and pieces come from the base. */
export const styles = css`
  :host([empty]) {
    display: none;
  }
  .by {
    display: flex;
    align-items: center;
    margin-bottom: 8px;
  }
  /* The bank's seal: gold inlaid in jade. */
  .by i {
    flex: none;
    width: 18px;
    height: 18px;
    margin-inline-end: 6px;
    border-radius: 5px;
    background: linear-gradient(135deg, #0d7d67, #0b6b58);
    position: relative;
  }
  .by i::after {
    content: '';
    position: absolute;
    top: 4.5px;
    left: 4.5px;
    width: 9px;
    height: 9px;
    border: 1.5px solid #f2d48b;
    border-radius: 2px;
    transform: rotate(45deg);
  }
  h3 {
    font-size: var(--title);
    line-height: 1.35;
    font-weight: 600;
    text-wrap: pretty;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    margin: 8px -6px 0 0;
  }
  .chips span {
    margin: 0 6px 4px 0;
    padding: 1px 6px;
    border-radius: 4px;
    background-color: var(--ground);
  }
  .chips .risk {
    color: var(--accent);
    background-color: var(--accent-soft);
  }
  .chips .on {
    color: var(--text);
    box-shadow: inset 0 0 0 1px var(--line);
    font-weight: 600;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
  }
  .pair > * + * {
    margin-inline-start: auto;
    padding-inline-start: 12px;
    text-align: end;
  }
  .chips + .pair {
    margin: 10px 0 4px;
  }
  b {
    font-weight: 600;
  }
  .chips + .pair b {
    font-size: var(--figure);
  }
  .past {
    margin-top: 14px;
  }
  .past b {
    color: var(--text);
  }
  .past .up {
    color: var(--rise);
  }
  .past .down {
    color: var(--fall);
  }
  .frame {
    margin: 4px calc(-1 * var(--space));
    padding: 0 var(--space);
    height: 72px;
    contain: strict;
  }
  .chart {
    cursor: crosshair;
    touch-action: pan-y;
    color: var(--primary);
  }
  .chart:focus-visible {
    outline: 2px solid;
    outline-offset: -2px;
  }
  svg {
    display: block;
    width: 100%;
    height: 72px;
    overflow: visible;
    pointer-events: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  path {
    vector-effect: non-scaling-stroke;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  .past .must {
    margin-top: 4px;
  }
  .source {
    margin-top: 6px;
  }
  .elder .pair {
    display: block;
  }
  .elder .pair > *,
  .elder .past .must > .note > * {
    display: block;
    padding: 0;
    text-align: start;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(116px, 1fr));
    gap: 10px 12px;
    margin-top: 14px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .elder dl {
    grid-template-columns: 1fr;
  }
  dd {
    font-weight: 600;
  }
  .legal {
    margin-top: 14px;
    padding: 10px 12px;
    border-radius: 8px;
    background-color: var(--ground);
  }
  .legal p + p {
    margin-top: 4px;
  }
  .small {
    margin-top: 10px;
  }
  .small span {
    display: block;
    margin-top: 4px;
  }
  a {
    color: var(--primary);
  }
  .notice {
    margin-top: 12px;
    padding: 10px 12px;
    border-radius: 8px;
    color: var(--notice);
    background-color: var(--notice-soft);
  }
  .foot {
    margin-top: auto;
  }
  .hint {
    margin-top: 8px;
    text-align: center;
  }
  .skeleton {
    flex: 1;
    min-height: 440px;
  }
  .error {
    margin: auto;
    padding: 24px 0;
    text-align: center;
  }
  slot:not([name]) {
    display: none;
  }
  .aside slot:not([name]) {
    display: block;
    text-align: center;
  }
`;
