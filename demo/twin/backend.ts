import { glassEasel } from 'glass-easel-miniprogram-adapter';

type Backend = InstanceType<typeof glassEasel.CurrentWindowBackendContext>;
type BackendElement = Parameters<Backend['createIntersectionObserver']>[0];
type Observed = Parameters<Backend['createIntersectionObserver']>[4];

/** What the engine made of an element of the document; a tap is told to it. */
type Drawn = HTMLElement & { __wxElement?: glassEasel.Element };

/** Roles that a browser's keyboard must come to. */
const roles = /^(button|link|switch)$/;
/** Words for yes and no, where an attribute of HTML is there or not. */
const states = /^aria-(busy|checked|disabled|hidden|modal)$/;

/** The document as a page with a strict policy and a screen reader needs it: the engine writes attributes alone. */
function dressed(element: HTMLElement): HTMLElement {
  const { setAttribute, removeAttribute } = Element.prototype;
  element.setAttribute = (name: string, value: string) => {
    // An attribute with a style in it is what a policy forbids; the same through the object model is not.
    if (name === 'style') element.style.cssText = value;
    else if (name === 'aria-role') {
      setAttribute.call(element, 'role', value);
      if (roles.test(value)) element.tabIndex = 0;
    } else setAttribute.call(element, name, states.test(name) ? value || 'true' : value);
  };
  element.removeAttribute = (name: string) =>
    states.test(name) ? setAttribute.call(element, name, 'false') : removeAttribute.call(element, name);
  return element;
}

/** The engine's window, for a page in a frame of another site and under a strict policy. */
export class TwinBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => dressed(document.createElement(tag)),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as Backend['document'];

  constructor() {
    super();
    // Without a listener no tap arrives.
    this.onEvent((target, type, detail, options) => this.tell(target, type, detail, options));
    document.addEventListener('keydown', (event) => {
      const target = event.target as Drawn;
      if (!/^(Enter| )$/.test(event.key) || !target.__wxElement || !roles.test(target.role ?? '')) return;
      event.preventDefault();
      this.tell(target.__wxElement, 'tap', { x: 0, y: 0 }, { bubbles: true, composed: true, capturePhase: true });
    });
  }

  private tell(target: glassEasel.Element, type: string, detail: unknown, options: glassEasel.EventOptions) {
    const event = new glassEasel.Event(type, detail, options);
    glassEasel.Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  }

  override createIntersectionObserver(
    target: BackendElement,
    relative: BackendElement | null,
    margin: string,
    thresholds: number[],
    listener: Observed,
  ) {
    let first = true;
    return super.createIntersectionObserver(target, relative, margin, thresholds, (seen) => {
      // A frame of another site is not told how large the window around it is.
      const told = { ...seen, relativeRect: seen.relativeRect ?? new DOMRect(0, 0, innerWidth, innerHeight) };
      // What is in sight from the start the adapter (0.12.1) keeps to itself until it moves; WeChat tells it at once.
      if (first && told.intersectionRatio) listener(told);
      first = false;
      listener(told);
    });
  }
}
