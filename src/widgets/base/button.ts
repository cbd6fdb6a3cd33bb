import { css, html, type TemplateResult } from 'lit';
import { on } from './widget.ts';

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

/** The one button of a widget. It is never really `disabled`: that would throw the keyboard's focus away. */
export function button({ label, busy, disabled, quiet, act }: ButtonOptions): TemplateResult {
  return html`<div class="act">
    <button
      part="action"
      type="button"
      aria-disabled=${disabled || busy ? 'true' : 'false'}
      aria-busy=${busy ? 'true' : 'false'}
      class=${disabled ? 'off' : quiet ? 'quiet' : ''}
      @click=${on((event) => disabled || busy || act(event))}
    >
      <span>${label}</span>
    </button>
  </div>`;
}

/** Exposed as the part \`action\`, so what the label needs to be read and hit is out of a page's reach. */
export const buttonStyles = css`
  .act {
    display: grid;
    min-height: 44px;
    margin-top: 14px;
    contain: paint;
  }
  .elder .act {
    min-height: 60px;
  }
  button {
    all: unset;
    display: block !important;
    visibility: visible !important;
    opacity: 1 !important;
    position: static !important;
    transform: none !important;
    filter: none !important;
    clip-path: none !important;
    -webkit-mask: none !important;
    mask: none !important;
    width: auto !important;
    height: auto !important;
    min-height: var(--tap) !important;
    margin: 0 !important;
    padding: 10px 18px !important;
    font-size: max(16px, var(--body)) !important;
    font-family: inherit !important;
    line-height: 1.25 !important;
    letter-spacing: normal !important;
    text-indent: 0 !important;
    color: var(--on-primary) !important;
    -webkit-text-fill-color: currentColor !important;
    background: var(--primary) !important;
    font-weight: 600;
    text-align: center;
    border-radius: var(--inlay-radius-control, calc(var(--tap) / 2));
    cursor: pointer;
    touch-action: manipulation;
    transition: opacity 0.12s;
  }
  button span {
    display: grid;
    grid-auto-flow: column;
    place-content: center;
    align-items: center;
    min-height: 100%;
  }
  button:active:not([aria-disabled='true']) span {
    opacity: 0.72;
  }
  button.off {
    color: var(--text-3) !important;
    background: var(--ground) !important;
    cursor: default;
  }
  button.quiet {
    color: var(--primary) !important;
    background: var(--surface) !important;
    box-shadow: inset 0 0 0 1px var(--line);
  }
  button:focus-visible,
  a:focus-visible,
  .chart:focus-visible {
    outline: 2px solid var(--primary);
    outline-offset: 2px;
  }
  .act button:focus-visible {
    outline: 2px solid var(--on-primary) !important;
    outline-offset: -5px;
  }
  button[aria-busy='true'] span::before {
    content: '';
    width: 14px;
    height: 14px;
    margin-inline: -24px 10px;
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
    button,
    button span::before {
      transition: none;
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText !important;
    }
  }
`;
