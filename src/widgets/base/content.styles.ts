import { css } from './css.ts';

/** Pieces that more than one widget shows: notes, who speaks (with the bank's seal), pairs, facts, the line, notices. */
export const content = css`
  p,
  b,
  dl,
  dd,
  h3 {
    margin: 0;
    font-weight: inherit;
  }
  b,
  dd,
  h3 {
    font-weight: 600;
  }
  .note {
    font-size: var(--note);
    line-height: 1.55;
    color: var(--text-2);
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .by {
    display: flex;
    margin-bottom: 8px;
  }
  .by i {
    flex: none;
    width: 18px;
    height: 18px;
    margin: calc((var(--note) * 1.55 - 18px) / 2) 6px 0 0;
    border-radius: 5px;
    background-color: #0b6b58;
    position: relative;
  }
  .by i::after {
    content: '';
    position: absolute;
    top: 4.5px;
    left: 4.5px;
    width: 6px;
    height: 6px;
    border: 1.5px solid #f2d48b;
    border-radius: 2px;
    transform: rotate(45deg);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    column-gap: 12px;
  }
  .pair .note > *,
  bdi {
    display: inline-block;
  }
  .whole {
    flex: 0 0 100%;
  }
  .elder .pair,
  .elder .pair > *,
  .elder .pair > .note > * {
    display: block;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(104px, auto));
    gap: 10px 12px;
  }
  dd {
    overflow-wrap: anywhere;
  }
  .elder dl {
    grid-template-columns: 1fr;
  }
  .up {
    color: var(--rise);
  }
  .down {
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
    color: var(--link);
  }
  .chart:focus-visible {
    outline-offset: -2px;
  }
  a,
  ::slotted(a) {
    color: var(--link);
  }
  /* A finger's width: it moves no line, because it is padding of an inline box; above the text that follows. */
  a,
  .aside ::slotted(a) {
    position: relative;
    padding: 15px 0;
  }
  .block {
    margin-top: 12px;
    padding: 10px 12px;
    border-radius: 8px;
    background-color: var(--ground);
  }
  .notice {
    color: var(--notice);
    background-color: var(--notice-soft);
  }
`;
