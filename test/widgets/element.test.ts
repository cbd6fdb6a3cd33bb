import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../../src/widgets/base/css.ts';
import { InlayElement, property, state } from '../../src/widgets/base/element.ts';

class Base extends InlayElement {
  static override styles = [
    css`
      p {
        color: rgb(1, 2, 3);
      }
    `,
  ];
  @property() word = 'own';
  @property({ attribute: false }) thing?: object;
  draws = 0;

  protected override render(): TemplateResult {
    this.draws++;
    return html`<p>${this.word}</p>`;
  }
}

class Derived extends Base {
  @property() more = '';
  @state() private inner = 0;

  protected override willUpdate(): void {
    if (this.more) this.inner = 1;
  }

  protected override render(): TemplateResult {
    return html`${super.render()}<i>${this.more} ${this.inner}</i>`;
  }
}

customElements.define('test-base', Base);
customElements.define('test-derived', Derived);

function place<E extends HTMLElement>(tag: string): E {
  const element = document.createElement(tag) as E;
  document.body.append(element);
  return element;
}

afterEach(() => document.querySelectorAll('test-base, test-derived, test-late').forEach((one) => one.remove()));

it('all changes of a task are one draw', async () => {
  const element = place<Base>('test-base');
  element.word = 'a';
  element.setAttribute('word', 'b');
  element.requestUpdate();
  await element.updateComplete;
  expect(element.draws).to.equal(1);
  expect(element.renderRoot.textContent).to.equal('b');
});

it('nothing is drawn before it is on a page, nor for a value that is the same', async () => {
  const element = document.createElement('test-base') as Base;
  element.word = 'a';
  await element.updateComplete;
  expect(element.draws).to.equal(0);
  document.body.append(element);
  await element.updateComplete;
  element.word = 'a';
  await element.updateComplete;
  expect(element.draws).to.equal(1);
});

it('a derived element has the attributes of its base and its own, and the base has not', () => {
  expect(Derived.observedAttributes).to.deep.equal(['word', 'more']);
  expect(Base.observedAttributes).to.deep.equal(['word']);
});

it('a change before the draw is part of it', async () => {
  const element = place<Derived>('test-derived');
  element.setAttribute('more', 'x');
  await element.updateComplete;
  expect(element.renderRoot.querySelector('i')!.textContent).to.equal('x 1');
  expect(element.draws).to.equal(1);
});

it('what a page set before the element was defined counts, over its attribute', async () => {
  const element = place<Base>('test-late');
  const thing = {};
  Object.assign(element, { word: 'page', thing });
  element.setAttribute('word', 'markup');
  customElements.define('test-late', class extends Base {});
  await element.updateComplete;
  expect(element.renderRoot.textContent).to.equal('page');
  expect(element.thing).to.equal(thing);
  element.setAttribute('word', 'later');
  await element.updateComplete;
  expect(element.renderRoot.textContent).to.equal('later');
});

it('a draw that throws is told by updateComplete, and the next one works', async () => {
  const element = place<Base>('test-base');
  await element.updateComplete;
  const render = () => {
    throw new Error('broken');
  };
  Object.assign(element, { render });
  element.requestUpdate();
  const failed = await element.updateComplete.catch((error: Error) => error.message);
  expect(failed).to.equal('broken');
  Reflect.deleteProperty(element, 'render');
  element.word = 'again';
  await element.updateComplete;
  expect(element.renderRoot.textContent).to.equal('again');
});

it('without adopted sheets the same styles stand in the root', async () => {
  const known = CSSStyleSheet.prototype.replaceSync;
  CSSStyleSheet.prototype.replaceSync = () => {
    throw new Error('refused');
  };
  class Plain extends Base {
    static override styles = [
      css`
        p {
          color: rgb(4, 5, 6);
        }
      `,
    ];
  }
  customElements.define('test-plain', Plain);
  try {
    const element = place<Plain>('test-plain');
    await element.updateComplete;
    element.word = 'more';
    await element.updateComplete;
    expect(getComputedStyle(element.renderRoot.querySelector('p')!).color).to.equal('rgb(4, 5, 6)');
    expect(element.renderRoot.querySelectorAll('p').length).to.equal(1);
    element.remove();
  } finally {
    CSSStyleSheet.prototype.replaceSync = known;
  }
});
