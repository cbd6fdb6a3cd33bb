import { render, type TemplateResult } from 'lit/html.js';

type Declared = Readonly<Record<string, boolean>>;
type Decorator = (element: InlayElement, name: string) => void;

// In plain Node there is no page, and an import must not fail there.
const NativeElement = (typeof HTMLElement === 'function' ? HTMLElement : class {}) as typeof HTMLElement;
const own = Object.prototype.hasOwnProperty;
const sheets = new Map<string, CSSStyleSheet>();

/** Declares a property that draws its element anew when it changes; an attribute of the same name sets it, or none. */
export function property({ attribute = true } = {}): Decorator {
  return (element, name) => {
    const made = element.constructor as typeof InlayElement;
    made.declared = { ...made.declared, [name]: attribute };
    Object.defineProperty(element, name, {
      // What a page adds to Object.prototype must not become part of it.
      __proto__: null,
      configurable: true,
      enumerable: true,
      get(this: InlayElement) {
        return this['values'].get(name);
      },
      set(this: InlayElement, value: unknown) {
        if (this['values'].get(name) === value) return;
        this['values'].set(name, value);
        this.requestUpdate();
      },
    } as PropertyDescriptor);
  };
}

/** A property of the element's own, without an attribute. */
export const state = (): Decorator => property({ attribute: false });

/** One sheet for all elements that wear it. */
function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

/** Puts styles on a root; where there are no adopted sheets a `<style>` in it does the same, if the page's policy lets it. */
export function wear(root: ShadowRoot, styles: readonly string[]): void {
  try {
    root.adoptedStyleSheets = root.adoptedStyleSheets.concat(styles.map(sheetOf));
  } catch {
    for (const css of styles) root.appendChild(document.createElement('style')).textContent = css;
  }
}

/**
 * A custom element that draws a lit-html template: as much of LitElement as our widgets use, by the same names, for a
 * quarter of its bytes (decision 0012).
 */
export abstract class InlayElement extends NativeElement {
  /** Style sheets of the shadow root, in order. */
  static styles: readonly string[] = [];
  /** Its properties; true where an attribute sets one. */
  static declared: Declared = {};

  /** What it is drawn in; there from the first time it is on a page. */
  renderRoot!: ShadowRoot;
  /** Settles when the draw that is due has been made. */
  updateComplete: Promise<void> = Promise.resolve();
  /** Values of its properties. */
  private values = new Map<string, unknown>();
  private due = false;
  private place = { renderBefore: null as ChildNode | null };
  private early: [name: string, value: unknown][] = [];

  static get observedAttributes(): string[] {
    const { declared } = this;
    return Object.keys(declared).filter((name) => declared[name]);
  }

  constructor() {
    super();
    // A page may have set them before the element was defined; its values come after our own initial ones.
    for (const name of Object.keys((this.constructor as typeof InlayElement).declared)) {
      if (!own.call(this, name)) continue;
      this.early.push([name, this[name as keyof this]]);
      delete this[name as keyof this];
    }
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    this[name as 'title'] = value!;
  }

  connectedCallback(): void {
    for (const [name, value] of this.early.splice(0)) this[name as 'title'] = value as string;
    this.renderRoot ??= this.createRenderRoot();
    this.requestUpdate();
  }

  disconnectedCallback(): void {}

  /** Draws once for all that changes in a task. */
  requestUpdate(): void {
    if (this.due || !this.renderRoot) return;
    this.due = true;
    this.updateComplete = this.draw();
  }

  private async draw(): Promise<void> {
    await Promise.resolve();
    try {
      this.willUpdate();
      render(this.render(), this.renderRoot, this.place);
    } finally {
      this.due = false;
    }
    this.updated();
  }

  protected createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    wear(root, (this.constructor as typeof InlayElement).styles);
    // Before what stands there already, such as the style elements.
    this.place.renderBefore = root.firstChild;
    return root;
  }

  /** Before a draw: changes made here are part of it. */
  protected willUpdate(): void {}
  protected abstract render(): TemplateResult;
  /** After a draw: what is drawn can be measured. */
  protected updated(): void {}
}
