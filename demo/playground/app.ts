import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { followRoutes, hrefOf, readRoute, type Route } from './route.ts';
import { say, tongue } from './say.ts';
import { sections, type Section, type SectionModule } from './sections.ts';

/** The playground around its sections: the menu, the language, and the section that the address names. */
@customElement('play-app')
export class PlayApp extends LitElement {
  @state() private route: Route = readRoute();
  @state() private shown?: { section: Section; module: SectionModule };
  @state() private failed = false;
  private unfollow?: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.lang = tongue === 'en' ? 'en' : 'zh-CN';
    this.unfollow = followRoutes((route) => void this.open(route));
    void this.open(this.route);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow?.();
  }

  private get section(): Section | undefined {
    return sections.find(({ path }) => path === (this.route.parts[0] ?? ''));
  }

  private async open(route: Route): Promise<void> {
    const before = this.section;
    this.route = route;
    const { section } = this;
    this.failed = !section;
    if (!section) return;
    document.title = `${say(section.title)} · Inlay ${say('演练场', 'Playground')}`;
    const module = await section.load().catch(() => undefined);
    // The customer may have gone on meanwhile.
    if (this.section !== section) return;
    this.failed = !module;
    if (module) this.shown = { section, module };
    if (before === section) return;
    scrollTo(0, 0);
    await this.updateComplete;
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  /** On a narrow screen the menus are one line each: what is open shall be in view. */
  protected override updated(): void {
    for (const open of this.querySelectorAll<HTMLElement>('.top nav [aria-current], .states [aria-current]')) {
      const line = open.closest<HTMLElement>('nav > ul, .top nav');
      if (!line) continue;
      const from = open.getBoundingClientRect().left - line.getBoundingClientRect().left;
      line.scrollLeft += from - (line.clientWidth - open.offsetWidth) / 2;
    }
  }

  protected override render(): TemplateResult {
    const { section, shown, route } = this;
    return html`
      <a class="skip" href="#main">${say('跳到内容', 'Skip to content')}</a>
      <header class="top">
        <a class="brand" href=${hrefOf('/')}
          ><i class="seal" aria-hidden="true"></i>Inlay<span>${say('演练场', 'Playground')}</span></a
        >
        <nav aria-label=${say('章节', 'Sections')}>
          ${sections.map(
            (one) =>
              html`<a href=${hrefOf(`/${one.path}`)} aria-current=${one === section ? 'page' : nothing}
                >${say(one.title)}</a
              >`,
          )}
          <a href=${tongue === 'en' ? '/docs/' : '/docs/zh/'}>${say('文档', 'Docs')}</a>
        </nav>
        <a
          class="tongue"
          href=${otherTongue(route)}
          hreflang=${tongue === 'en' ? 'zh-CN' : 'en'}
          lang=${tongue === 'en' ? 'zh-CN' : 'en'}
          >${tongue === 'en' ? '中文' : 'English'}</a
        >
      </header>
      <main id="main" tabindex="-1">
        ${
          this.failed
            ? html`<section class="page">
                <h1>${say('没有这一页', 'There is no such page')}</h1>
                <p><a href=${hrefOf('/')}>${say('回到起点', 'Back to the start')}</a></p>
              </section>`
            : shown && shown.section === section
              ? shown.module.draw(route)
              : nothing
        }
      </main>
    `;
  }
}

/** The same place in the other language. */
function otherTongue({ parts, query }: Route): string {
  const kept = new URLSearchParams(query);
  if (tongue === 'en') kept.delete('lang');
  else kept.set('lang', 'en');
  return `/${parts.map(encodeURIComponent).join('/')}${kept.size ? `?${kept}` : ''}`;
}
