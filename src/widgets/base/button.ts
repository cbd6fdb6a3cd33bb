import { html, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import { on } from './on.ts';

/** What a button looks like and does. */
export interface ButtonOptions {
  label: string;
  /** Keeps the label and turns a ring in front of it. */
  busy?: boolean;
  /** Stays reachable by keyboard and says that it does nothing. */
  disabled?: boolean;
  /** A second thought beside the widget's main act. */
  quiet?: boolean;
  act: (event: Event) => void;
}

/**
 * The one button of a widget. It is never really `disabled`, which would throw the keyboard's focus away. The part is
 * the frame around it: a page can dress and move it, but the label keeps its own size and colours.
 */
export function button({ label, busy, disabled, quiet, act }: ButtonOptions): TemplateResult {
  const idle = disabled || busy;
  return html`<div class="act" part="action">
    <button
      type="button"
      aria-disabled=${idle ? 'true' : 'false'}
      aria-busy=${busy ? 'true' : 'false'}
      class=${disabled ? 'off' : quiet ? 'quiet' : ''}
      @click=${on((event) => idle || act(event))}
    >
      ${label}
    </button>
  </div>`;
}

/** The button's look: a pill, with a ring inside while busy. */
export const buttonStyles = css`
  .act {
    display: grid;
    min-height: 44px;
    margin-top: 14px;
    border-radius: var(--inlay-radius-control, calc(var(--tap) / 2));
  }
  .elder .act {
    min-height: 60px;
  }
  button {
    all: initial;
    pointer-events: inherit;
    box-sizing: border-box;
    font-family: var(--font);
    min-height: var(--tap);
    padding: 10px 28px;
    border-radius: inherit;
    color: var(--on-primary);
    background-color: var(--primary);
    font-size: max(16px, var(--body));
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    cursor: pointer;
    touch-action: manipulation;
    position: relative;
  }
  /* Not by opacity: the engine calls what is faded covered, and a press of 50 ms was refused (R4). */
  button:active {
    box-shadow: inset 0 0 0 99px #0002;
  }
  .off {
    color: var(--text-3);
    background-color: var(--ground);
    cursor: default;
  }
  .quiet {
    color: var(--link);
    background-color: var(--surface);
    box-shadow: inset 0 0 0 1px;
  }
  :focus-visible {
    outline: 2px solid var(--link);
    outline-offset: 2px;
  }
  button:focus-visible {
    outline-color: currentColor;
    outline-offset: -5px;
  }
  [aria-busy='true']::before {
    content: '';
    position: absolute;
    top: calc(50% - 9px);
    margin-inline-start: -26px;
    width: 14px;
    height: 14px;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    button::before {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    button {
      box-shadow: inset 0 0 0 1px;
      border: 1px solid;
    }
  }
`;
