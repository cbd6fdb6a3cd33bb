import { css } from '../base/css.ts';

/** The ticket: a face with two notches, and what the customer may do with it. */
export const ticketStyles = css`
  .ticket {
    display: flex;
    /* Text that the customer has enlarged: the face grows with its figure, and the body goes below it. */
    flex-wrap: wrap;
    position: relative;
    overflow: hidden;
    min-height: 148px;
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  .ticket::before,
  .ticket::after {
    content: '';
    position: absolute;
    left: 97px;
    top: -8px;
    width: 12px;
    height: 12px;
    border: 1px solid var(--line);
    border-radius: 50%;
    background-color: var(--surface);
  }
  .ticket::after {
    top: auto;
    bottom: -8px;
  }
  .face,
  .body {
    box-sizing: border-box;
  }
  .face {
    align-content: center;
    display: grid;
    flex: 1 0 auto;
    min-width: 104px;
    padding: 16px 2px;
    position: relative;
    border-inline-end: 1.5px dashed var(--line);
    text-align: center;
  }
  /* A breath of the page's own colour; what is small on it keeps its contrast with any of them. */
  .face::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset: 0;
    opacity: 0.09;
    background-color: var(--primary);
  }
  .face .note {
    margin-top: 6px;
  }
  .gone::before {
    background-color: var(--text-2);
  }
  .gone .amount {
    color: var(--text-2);
  }
  .amount {
    color: var(--link);
    font-size: 34px;
    font-weight: 650;
    line-height: 1;
    white-space: nowrap;
  }
  .amount small {
    font-size: 20px;
    margin: 0 1px;
  }
  .long {
    font-size: 26px;
  }
  .body {
    flex: 9999 1 140px;
    min-width: 0;
    display: flex;
    flex-direction: column;
    padding: 12px 12px 12px 16px;
  }
  h3 {
    font-size: var(--body);
    line-height: 1.45;
  }
  .slot {
    flex: 1;
    min-height: calc(var(--note) * 3.65);
    margin-top: 6px;
  }
  /* What may stand here in another state keeps its room, so that no state moves the page. */
  .line {
    min-height: calc(var(--note) * 3.1);
  }
  .elder .slot {
    min-height: 108px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 6px 8px;
    margin-top: 6px;
  }
  .row > p {
    flex: 1 1 104px;
    min-height: calc(var(--note) * 1.55);
  }
  @media (max-width: 374px) {
    .line {
      min-height: calc(var(--note) * 4.65);
    }
    .row > p {
      min-height: calc(var(--note) * 3.1);
    }
  }
  .row .act {
    flex: 0 1 auto;
    /* As wide as its longest usual label, so that the row breaks, or does not, whatever it says. */
    min-width: min(146px, 100%);
    margin: 0;
  }
  .row button {
    padding: 8px;
    font-size: var(--body);
  }
  .elder .ticket,
  .elder .row {
    display: block;
  }
  .elder .ticket::before,
  .elder .ticket::after {
    display: none;
  }
  .elder .face {
    padding: 20px;
    border-inline-end: 0;
    border-bottom: 1.5px dashed var(--line);
  }
  .elder .row .act {
    margin: 12px 0 0;
  }
`;
