import { html, render } from 'lit/html.js';
import type { Sent } from './bridge/fetch.ts';
import type { InlayConfig } from './core/inlay.ts';
import { whenInlay, type Slot } from './core/slot.ts';
import { bringLate, setLateLoader } from './core/late.ts';
import { addTexts, setTextLoader, type Locale, type Texts } from './core/text.ts';
import { defineElement } from './element.ts';
import { init } from './init.ts';
import type { PageCall, TagData } from './page.ts';
import { readSettings } from './settings.ts';

/** Hash of each chunk that comes after the base, by name; set by the build of the chunks. */
declare const __INLAY_LATE__: Readonly<Record<string, string>>;
export const lateHashes = __INLAY_LATE__;

/** What a script tag can do once the SDK itself is there. */
export interface Runtime {
  /** Answers one call of the page; never throws. */
  answer(call: PageCall): void;
  /** Makes the Inlay from the script tag's own attributes unless there is one. */
  start(): void;
  /** Defines an element; without one its tag keeps its light-DOM link. */
  define(tag: string, element: CustomElementConstructor): void;
}

/** Where the parts of the SDK come from that are not in the base. */
export interface Sources {
  /** A chunk of what comes after the first paint, by its name in `scripts/widgets.ts`. */
  late(chunk: string): Promise<object>;
  /** Absent where a page adds the languages it wants itself. */
  texts?: (locale: Locale) => Promise<Texts>;
  /** Reads that are under way already. */
  ahead?: Map<string, Sent>;
  /** Absent in the one-file build. */
  qr?: () => Promise<typeof import('./qr.ts')>;
}

/** Makes the part shared by the loader and the one-file build; `data` are the attributes of the script tag. */
export function createRuntime(slot: Slot, data: TagData, { late, texts, ahead, qr }: Sources): Runtime {
  const said = new Set<string>();
  let loud = data.debug !== undefined;
  const say = (line: string): void => {
    if (!loud || said.has(line)) return;
    said.add(line);
    window.console?.warn(`[inlay] ${line}`);
  };
  // A mistake in a kept call has nobody to throw at: in debug mode the console says it.
  const guarded = (act: () => unknown, what = ''): void => {
    const fail = (error: unknown): void => say(`${what}${error instanceof Error ? error.message : error}`);
    try {
      const result = act();
      if (result instanceof Promise) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  const draw = qr && (async (text: string) => (await qr()).draw(text));
  const begin = (options: unknown): void =>
    guarded(() => {
      // The tag has had its say: what was changed since, such as a consent withdrawn, stays as it is.
      const { partner, gateway } = slot.inlay || {};
      const given = slot.inlay ? { partner, gateway } : readSettings(data, say);
      init({ ...given, ...(options as object) } as InlayConfig, () => bringLate(), { draw, ahead });
    });

  const act = (call: PageCall): void => {
    if (typeof call === 'function') {
      whenInlay(slot, (inlay) => guarded(() => call(inlay)));
      return;
    }
    const [method, argument, more] = call;
    // As an attribute of another script tag it is empty.
    const { debug = false } = Object(argument) as { debug?: unknown };
    if (debug !== false) loud = true;
    if (method === 'init') begin(argument);
    else if (method === 'tag') {
      // The first tag comes first, though what it needs may have come later.
      start();
      const { inlay } = slot;
      const options = readSettings(argument as TagData, say);
      const { partner = inlay?.partner, gateway = inlay?.gateway, getTicket } = options;
      // What the page has said since, such as a consent taken back, stands above a tag that runs again.
      begin(inlay ? { partner, gateway, ...(getTicket && { getTicket }) } : options);
    } else {
      if (method === 'text') addTexts(argument as Locale, more as Texts);
      // A language that came late: the widgets look at their settings again.
      const [name, value] = method === 'text' ? ['update', {}] : [method, argument];
      whenInlay(slot, (inlay) =>
        guarded(() => (inlay[name as 'update'] as (value: unknown) => unknown)(value), `${name}: `),
      );
    }
  };

  function start(): void {
    if (slot.inlay) return;
    if (data.partner) begin({});
    else say('no data-partner: nothing starts before inlay.init');
  }

  if (texts) setTextLoader(texts);
  setLateLoader(late);
  return {
    answer: (call) => guarded(() => act(call)),
    start,
    define(tag, element) {
      if (!canRender()) say(`<${tag}> stays a link: this page's Trusted Types rules let Lit make no template`);
      else if (!defineElement(tag, element)) say(`<${tag}> is taken on this page; ours stays out`);
    },
  };
}

/** Tries Lit once: where a page's Trusted Types rules refuse its policy, every render would throw. */
function canRender(): boolean {
  try {
    render(html`<i></i>`, document.createDocumentFragment());
    return true;
  } catch {
    return false;
  }
}
