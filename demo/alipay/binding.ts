import { faultOf } from '../../src/core/config.ts';
import { inlayEvents } from '../../src/core/event-options.ts';
import type { Emit } from '../../src/core/events.ts';
import type { Inlay, Settings } from '../../src/core/inlay.ts';
import type { CardModel } from '../../src/core/models/card-state.ts';
import { pageSlot, VERSION, whenInlay } from '../../src/core/slot.ts';
import { changes, type Data } from '../../src/miniprogram/changes.ts';

/** A component of Alipay's as this file sees it. */
export interface Instance {
  props: Data;
  setData(data: Record<string, unknown>): void;
}

/** How one kind of card differs from the others; the same words as for WeChat. */
export interface Spec<P extends object, M extends CardModel<unknown>> {
  widget: string;
  /** The model's inputs with the value they have when the page gives none. */
  params: P;
  make(inlay: Inlay, params: P & Pick<Settings, 'locale'>, emit: Emit): M;
}

interface Held {
  inlay?: Inlay | undefined;
  model?: CardModel<unknown> | undefined;
  key: string;
  shown: Data;
  due: boolean;
  stops: (() => void)[];
  unbind: (() => void)[];
}

const standard: Settings = { locale: 'zh-CN', mode: 'standard', theme: 'auto' };
const blank = {
  status: 'waiting',
  view: null,
  words: null,
  text: '',
  trace: '',
  retry: '',
  ad: '',
  look: '',
  lang: 'zh-CN',
};
const mounted = new WeakMap<object, Held>();

/** The component's model, once there is one. */
export function modelOf<M extends CardModel<unknown>>(component: object): M | undefined {
  return mounted.get(component)?.model as M | undefined;
}

/** Hands on a tap; a call by a script comes without the runtime's event (R1). */
export const isTap = (event: unknown): boolean => /^tap$/i.test(`${(event as { type?: unknown } | undefined)?.type}`);

/** `inlay-claim-intent` is the property `onInlayClaimIntent` here: Alipay has functions where WeChat has events. */
const propOf = (name: string) => `on${`-${name}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

function emitter({ props }: Instance): Emit {
  return (name, detail) => {
    let going = true;
    const hear = props[propOf(name)];
    const told = inlayEvents[name].cancelable ? { ...detail, preventDefault: () => void (going = false) } : detail;
    if (typeof hear === 'function') (hear as (detail: object) => void)(told);
    return going;
  };
}

/** The life all cards share, as options of Alipay's `Component`: the same as `src/miniprogram/behavior.ts`, in its words. */
export function life<P extends object, M extends CardModel<unknown>>({ widget, params, make }: Spec<P, M>) {
  function draw(component: Instance, held: Held): void {
    const inlay = pageSlot(VERSION)?.inlay;
    const setting = <K extends keyof Settings>(name: K): Settings[K] => {
      const own = component.props[name];
      const fault = own && faultOf(name, own);
      if (fault) inlay?.debug(`<inlay-${widget}>: ${fault}`);
      else if (own) return own as Settings[K];
      return (inlay?.settings.getState() ?? standard)[name];
    };
    const locale = setting('locale');
    const given: Record<string, unknown> = { locale };
    for (const name of Object.keys(params)) given[name] = component.props[name] ?? '';
    const key = Object.values(given).join('\n');
    if (held.model && (inlay !== held.inlay || key !== held.key)) drop(held);
    if (inlay && !held.model) {
      held.model = make(inlay, given as never, emitter(component));
      const again = () => refresh(component);
      Object.assign(held, { inlay, key, unbind: [held.model.subscribe(again), inlay.settings.subscribe(again)] });
    }
    const next: Data = {
      ...blank,
      ...held.model?.getState(),
      look: `${setting('mode')} ${setting('theme')}`,
      lang: locale,
    };
    const changed = changes(held.shown, next);
    held.shown = next;
    if (Object.keys(changed).length) component.setData(changed);
  }

  function drop(held: Held): void {
    held.unbind.forEach((stop) => stop());
    held.model?.destroy();
    Object.assign(held, { unbind: [], model: undefined, inlay: undefined });
  }

  function refresh(component: Instance): void {
    const held = mounted.get(component);
    if (!held || held.due) return;
    held.due = true;
    void Promise.resolve().then(() => {
      held.due = false;
      if (mounted.get(component) === held) draw(component, held);
    });
  }

  return {
    data: { ...blank },
    didMount(this: Instance) {
      const held: Held = { key: '', shown: blank, due: false, stops: [], unbind: [] };
      mounted.set(this, held);
      held.stops.push(whenInlay(pageSlot(VERSION)!, () => refresh(this)));
      refresh(this);
    },
    didUpdate(this: Instance) {
      refresh(this);
    },
    didUnmount(this: Instance) {
      const held = mounted.get(this);
      mounted.delete(this);
      if (!held) return;
      drop(held);
      held.stops.forEach((stop) => stop());
    },
  };
}
