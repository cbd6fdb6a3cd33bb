import { html, nothing, type TemplateResult } from 'lit';
import { four } from '../gallery/four.ts';
import { hrefOf, type Route } from '../route.ts';
import { say } from '../say.ts';
import { failures } from './list.ts';

/** The failure switch: one thing goes wrong, and all four widgets show what becomes of them. */
export function draw({ parts, query }: Route): TemplateResult {
  const chosen = failures.find(({ id }) => id === parts[1]) ?? failures[0]!;
  const with_ = new URLSearchParams(query);
  with_.set('fail', chosen.id);
  return html`<section class="wide">
    <header class="intro">
      <h1>${say('出了错会怎样', 'When things go wrong')}</h1>
      <p class="lead">
        ${say(
          '故障由银行只对这几页演出，别的页面照常。组件不抛错、不挡页面、不挪版面，也不说假话。',
          'The bank plays the failure to these pages alone. A widget throws nothing, blocks nothing, moves nothing, and says nothing untrue.',
        )}
      </p>
      <nav class="chips" aria-label=${say('故障', 'Failures')}>
        ${failures.map(
          ({ id, title }) =>
            html`<a href=${hrefOf(`/failures/${id}`, query)} aria-current=${id === chosen.id ? 'page' : nothing}
              >${say(title)}</a
            >`,
        )}
      </nav>
      <p class="what"><b>${say(chosen.title)}</b>${say(chosen.about)}</p>
    </header>
    ${four(with_, chosen.id)}
  </section>`;
}
