import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CardState } from '../../core/models/card-state.ts';
import { button } from './button.ts';
import { css } from './css.ts';

/** What stands in the place of a widget's content: its skeleton, the words of a failure with a way to try again, nothing. */
export function standIn(state: CardState<unknown> | undefined, lost: boolean, retry: () => void): unknown {
  if (state?.status === 'empty') return nothing;
  if (state?.status === 'error') return failure(state, retry);
  if (lost) return nothing;
  const words = state?.status === 'loading' ? state.words.loading : '';
  return html`<div class="skeleton" part="skeleton" role="status"><span class="unseen">${words}</span></div>`;
}

function failure(state: CardState<unknown> & { status: 'error' }, act: () => void): TemplateResult {
  return html`<div class="error" part="error" role="alert">
    <p>${state.text}</p>
    <p class="note">${state.trace}</p>
    ${state.retry && button({ label: state.retry, quiet: true, act })}
  </div>`;
}

/** The class of a base that steps back for the page's own content of the tag, or takes no room. */
export function asideOf(state: { status: string } | undefined, lost: boolean): string {
  return lost || state?.status === 'error' ? 'aside' : state?.status === 'empty' ? 'void' : '';
}

/** The look of what stands in. */
export const standInStyles = css`
  .error {
    padding: 24px 0;
    text-align: center;
  }
  .void,
  slot:not([name]) {
    display: none;
  }
  .aside slot:not([name]) {
    display: block;
    text-align: center;
  }
`;
