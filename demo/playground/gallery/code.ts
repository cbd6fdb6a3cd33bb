import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { codeFile } from '../code-file.ts';
import { readRoute } from '../route.ts';
import { say } from '../say.ts';
import { copyOut } from '../snippets.ts';
import { whereabouts, type Where } from '../where.ts';
import { findState } from './states.ts';

function drawAll(where: Where): TemplateResult {
  const { parts, query } = readRoute();
  const found = findState(parts[1] ?? 'wealth-card', parts[2]);
  if (!found) return html`${nothing}`;
  const { specimen, state } = found;
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
