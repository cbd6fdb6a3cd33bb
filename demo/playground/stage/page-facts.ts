/** A widget on a page as a customer has it before him. */
export interface WidgetFact {
  tag: string;
  /** What it is about: the id of a product, a campaign, an item, or what a banner speaks of. */
  key: string;
  placement: string;
  /** Every text in it, in order. */
  text: string;
  buttons: { label: string; enabled: boolean }[];
  /** It takes up room on the page. */
  shown: boolean;
  /** Something is drawn that is no skeleton. */
  drawn: boolean;
}

const keys = ['product', 'about', 'campaign', 'item', 'group'];
const keyOf = (element: Element) => keys.map((name) => element.getAttribute(name)).find(Boolean) ?? '';

/** Every widget below a node, those in a list as well. */
function* widgetsIn(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (!element.localName.startsWith('inlay-')) continue;
    yield element;
    if (element.shadowRoot) yield* widgetsIn(element.shadowRoot);
  }
}

/** Brings a widget before the customer's eyes, else whatever list may have it. */
export function showWidget(root: ParentNode, { tag, key }: { tag: string; key: string }): void {
  const all = [...widgetsIn(root)];
  const wanted =
    all.find((one) => one.localName === tag && keyOf(one) === key) ??
    all.find(({ localName }) => localName === 'inlay-coupon-list');
  wanted?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** All widgets of a page, those in a list as well. */
export function widgetsOf(root: ParentNode): WidgetFact[] {
  return [...widgetsIn(root)].map((element): WidgetFact => {
    // A component of the mini-program as it is drawn (`demo/twin`) has none.
    const inside = element.shadowRoot ?? (element.dataset.native === undefined ? null : element);
    const text = inside ? textOf(inside) : '';
    const buttons = [...(inside?.querySelectorAll<HTMLButtonElement>('button, [role=button]') ?? [])].map((button) => ({
      label: (button.textContent || button.ariaLabel || '').trim().replace(/\s+/g, ' '),
      enabled: button.ariaDisabled !== 'true' && !button.disabled,
    }));
    return {
      tag: element.localName,
      key: keyOf(element),
      placement: element.getAttribute('placement') ?? '',
      text,
      buttons,
      shown: element.getBoundingClientRect().height > 0,
      drawn: !!text && !inside?.querySelector('[part="skeleton"], [class*="--skeleton"]'),
    };
  });
}

function textOf(root: Node): string {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.localName !== 'style') texts.push(node.textContent?.trim() ?? '');
  }
  return texts.filter(Boolean).join(' ');
}

/** One file of this load. */
export interface FileFact {
  name: string;
  /** Bytes over the line; 0 out of a cache, or where its server does not tell. */
  bytes: number;
  /** Milliseconds since the page began. */
  start: number;
  end: number;
  kind: 'sdk' | 'bank' | 'page';
}

/** What this load of a page has cost. */
export function loadOf(gateway: string): { files: FileFact[]; paint: number; ready: number } {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const files = entries
    .filter(({ name }) => !name.includes('/playground/'))
    .map(({ name, transferSize, startTime, responseEnd }): FileFact => {
      const url = new URL(name);
      const kind = url.origin !== gateway ? 'page' : url.pathname.startsWith('/inlay/') ? 'sdk' : 'bank';
      return { name: url.pathname, bytes: transferSize, start: startTime, end: responseEnd, kind };
    });
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { files, paint: paint?.startTime ?? 0, ready: 0 };
}

/** The page's policy as its server sent it. */
export async function policyInForce(): Promise<string> {
  const answer = await fetch(location.href, { cache: 'no-store' });
  return answer.headers.get('content-security-policy') ?? '';
}
