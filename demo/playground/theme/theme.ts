import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { four } from '../gallery/four.ts';
import { describe, readManifest, type Token } from '../gallery/manifest.ts';
import { choice, looks } from '../gallery/toolbar.ts';
import { go, hrefOf, hrefWith, type Route } from '../route.ts';
import { say } from '../say.ts';
import type { Stage } from '../stage/stage.ts';
import { codeFile } from '../code-file.ts';
import { presets } from './presets.ts';
import { asCss, contrasts, short, usual, type Theme, type Values } from './tokens.ts';

/** The theme editor: the closed list of tokens, the contrast of every pair, and the four widgets in them. */
@customElement('play-theme')
export class PlayTheme extends LitElement {
  @property({ attribute: false }) route!: Route;
  @state() private tokens: readonly Token[] = [];
  private readonly stages = new Set<Stage>();
  private first?: URLSearchParams;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void readManifest().then((manifest) => (this.tokens = describe(manifest, 'inlay-wealth-card').tokens));
  }

  private get values(): Values {
    const set = [...this.route.query].filter(([name]) => name.startsWith('t.'));
    return Object.fromEntries(set.map(([name, value]) => [name.slice(2), value]));
  }

  private get theme(): Theme {
    return this.route.query.get('theme') === 'dark' ? 'dark' : 'light';
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has('route')) return;
    const { values, theme, route } = this;
    const all = Object.fromEntries(this.tokens.map((one) => [one.name, values[short(one)] ?? '']));
    const elder = route.query.get('mode') === 'elder';
    const attributes = { theme, mode: route.query.get('mode'), locale: route.query.get('locale') };
    for (const stage of this.stages) {
      stage.say({ inlay: 'tokens', values: all });
      stage.say({ inlay: 'attributes', values: attributes });
      stage.say({ inlay: 'look', dark: theme === 'dark', light: theme !== 'dark', elder });
    }
  }

  protected override render(): TemplateResult {
    const { values, theme, tokens, route } = this;
    // Later values are told to the pages while they run.
    this.first ??= new URLSearchParams([...route.query, ['theme', theme]]);
    const bad = contrasts(tokens, values, theme).filter(({ fits }) => !fits);
    const kept = [...route.query].filter(([name]) => !name.startsWith('t.'));
    const look = looks.filter(({ name }) => name === 'mode' || name === 'locale');
    return html`<div class="theme">
      <section class="editor" aria-labelledby="theme">
        <h1 id="theme">${say('穿合作方的衣服', 'In the partner’s colours')}</h1>
        <p class="about">
          ${say('一份封闭的变量表。读不清的颜色会被组件忽略，并说一次。', 'A closed list of tokens. A colour that cannot be read is ignored, and said once.')}
        </p>
        <nav class="chips" aria-label=${say('预设', 'Presets')}>
          ${presets.map(({ id, title, values: preset }) => {
            const query = [
              ...kept,
              ...Object.entries(preset).map(([name, value]) => [`t.${name}`, value] as [string, string]),
            ];
            const same = JSON.stringify(preset) === JSON.stringify(values);
            return html`<a id="preset-${id}" href=${hrefOf('/theme', query)} aria-current=${same ? 'true' : nothing}
              >${say(title)}</a
            >`;
          })}
        </nav>
        <div class="tools">
          ${choice(themes, new Map([['theme', theme]]))} ${look.map((one) => choice(one, route.query))}
        </div>
        <p class="readable" role="status" ?data-bad=${bad.length > 0}>
          ${
            bad.length
              ? say(
                  `${bad.length} 处文字读不清，组件会改用自己的颜色`,
                  `${bad.length} texts cannot be read: the widgets keep their own colours`,
                )
              : say('每处文字都不低于 4.5:1', 'Every text has at least 4.5:1')
          }
        </p>
        <ul class="tokens">
          ${tokens.map((one) => this.drawToken(one))}
        </ul>
        ${codeFile({ file: 'inlay-theme.css', text: asCss(values) })}
      </section>
      ${four(this.first, '', (stage) => this.stages.add(stage))}
    </div>`;
  }

  private drawToken(token: Token): TemplateResult {
    const name = short(token);
    const { values, theme } = this;
    const value = values[name] ?? usual(token, theme);
    const colour = name.startsWith('color-');
    const change = (event: Event) =>
      go(hrefWith({ [`t.${name}`]: (event.target as HTMLInputElement).value.trim() }), true);
    const measured = contrasts(this.tokens, values, theme).filter(({ text }) => text === name);
    return html`<li ?data-set=${name in values}>
      <label for="t-${name}"><code>${name}</code></label>
      ${colour ? html`<input type="color" aria-label=${name} .value=${value} @input=${change} />` : nothing}
      <input id="t-${name}" class="num" autocomplete="off" spellcheck="false" .value=${value} @change=${change} />
      <p class="ratios">
        ${measured.map(
          ({ ground, ratio, fits }) =>
            html`<span ?data-bad=${!fits}
              >${fits ? '' : '✕ '}${ratio.toFixed(1)}<i>${ground.replace('color-', '')}</i></span
            >`,
        )}
      </p>
    </li>`;
  }
}

const themes = {
  ...looks.find(({ name }) => name === 'theme')!,
  options: looks.find(({ name }) => name === 'theme')!.options.slice(1),
};

/** Draws the theme editor for an address. */
export function draw(route: Route): TemplateResult {
  return html`<play-theme .route=${route}></play-theme>`;
}
