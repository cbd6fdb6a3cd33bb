import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { codeFile } from '../code-file.ts';
import { readRoute } from '../route.ts';
import { said, say } from '../say.ts';
import { copyOut } from '../snippets.ts';
import { whereabouts, type Where } from '../where.ts';
import { findState } from './states.ts';

const ownPage = said(
  '这是银行自己的页面，由银行制作：同一个标签，多一个 quote。合作方页面给 quote 也没有用。',
  'This page is the bank’s own: the same tag with a quote. On a partner’s page a quote does nothing.',
);

function drawAll(where: Where): TemplateResult {
  const { parts, query } = readRoute();
  const found = findState(parts[1] ?? 'wealth-card', parts[2]);
  if (!found) return html`${nothing}`;
  const { specimen, state } = found;
  // The bank's own page is made by the bank; a partner has nothing to copy.
  if (state.atBank) return html`<p class="quiet none">${say(ownPage)}</p>`;
  const attributes: Record<string, string> = { ...state.attributes };
  for (const [name, value] of query) if (name.startsWith('a.') && value) attributes[name.slice(2)] = value;
  const snippets = copyOut(
    {
      partner: state.partner ?? 'lvtu',
      gateway: where.bank,
      sdk: `${where.bank}/inlay`,
      ...Object.fromEntries(['locale', 'mode', 'theme'].map((name) => [name, query.get(name) ?? undefined])),
      ...(state.user === '' ? {} : { ticket: '/bank-ticket' }),
      ...(where.integrity ? { integrity: where.integrity } : {}),
    },
    {
      name: specimen.name,
      attributes,
      link: { href: where.bank + specimen.wayOut.path, words: specimen.wayOut.words },
    },
  );
  return html`${snippets.map(
    ({ title, about, files }) =>
      html`<section class="snippet">
        <h2>${say(title)}</h2>
        <p class="quiet">${say(about)}</p>
        ${files.map(codeFile)}
      </section>`,
  )}`;
}

/** The code of what is shown, for copying: script tag, npm and mini-program. */
export function draw(): TemplateResult {
  return html`${until(whereabouts().then(drawAll), nothing)}`;
}
