import { faultOf } from '../core/config.ts';
import { inlayEvents } from '../core/event-options.ts';
import type { Emit } from '../core/events.ts';
import type { Inlay, Settings } from '../core/inlay.ts';
import type { CardModel, Seen } from '../core/models/card-state.ts';
import { pageSlot, VERSION, whenInlay } from '../core/slot.ts';
import { runtime } from './init.ts';
import { changes, type Data } from './changes.ts';
import { attend, type Attendance } from './attend.ts';
import { whenNear } from './near.ts';

/** A component as this file sees it. */
export interface Component {
  data: Data;
  setData(data: Record<string, unknown>): void;
  triggerEvent(name: string, detail: object, options: { bubbles: boolean; composed: boolean }): void;
  createIntersectionObserver(options: { thresholds: number[] }): WechatMiniprogram.IntersectionObserver;
}

type ViewOf<M> = M extends CardModel<infer View> ? View : never;

/** How one kind of card differs from the others. */
export interface CardSpec<P extends object, M extends CardModel<unknown>> {
  /** The widget's name, such as `wealth-card`. */
  widget: string;
  /**
   * The model's inputs with the value they have when the page gives none: each is a property of the component.
   */
  params: P;
  make(inlay: Inlay, params: P & Pick<Settings, 'locale'>, emit: Emit): M;
  /** What the WXML needs besides the model's view, made of it: a drawing, a text in pieces. */
  dress?(view: ViewOf<M>, model: M): Data;
}

/** One component that is on a page. */
interface Held {
  spec: CardSpec<object, CardModel<unknown>>;
  inlay?: Inlay | undefined;
  model?: CardModel<unknown> | undefined;
  key: string;
  shown: Data;
  due: boolean;
  lost: boolean;
  /** It has been near the viewport: until then it asks the bank nothing. */
  came: boolean;
  unwatch?: (() => void) | undefined;
  attendance?: Attendance | undefined;
  stops: (() => void)[];
  unbind: (() => void)[];
}

/** Milliseconds that a component waits for `init` before it says so. */
const PATIENCE = 1e4;
const standard: Settings = { locale: 'zh-CN', mode: 'standard', theme: 'auto' };
const attached = new WeakMap<object, Held>();

/** The component's model, once there is one. */
export function modelOf<M extends CardModel<unknown>>(component: object): M | undefined {
  return attached.get(component)?.model as M | undefined;
}

/**
 * The part all cards share: finds the Inlay, makes the model while the component is on a page, and draws its state as
 * `{status, view, …}` with at most one `setData` in a turn. A component adds its intents as methods.
 */
export function card<P extends object, M extends CardModel<unknown>>(spec: CardSpec<P, M>): string {
  const settings = { locale: '', mode: '', theme: '', loading: '' };
  const properties: Record<string, object> = {};
  for (const [name, value] of Object.entries({ ...spec.params, ...settings })) {
    properties[name] = { type: Object(value).constructor as unknown, value };
  }
  return Behavior({
    properties,
    data: { status: 'waiting', view: null, look: '', lang: 'zh-CN' },
    observers: {
      [Object.keys(properties).join()](this: Component) {
        refresh(this);
      },
    },
    lifetimes: {
      attached(this: Component) {
        const held: Held = {
          ...{ spec: spec as unknown as Held['spec'], key: '', due: false, lost: false, came: false },
          ...{ shown: { status: 'waiting', view: null, look: '', lang: 'zh-CN' }, stops: [], unbind: [] },
        };
        attached.set(this, held);
        const slot = pageSlot(VERSION)!;
        const timer = setTimeout(() => lose(this, held), slot.inlay ? 0 : PATIENCE);
        held.stops = [whenInlay(slot, () => refresh(this)), () => clearTimeout(timer)];
      },
      detached(this: Component) {
        const held = attached.get(this);
        attached.delete(this);
        if (held) drop(held);
        held?.unwatch?.();
        held?.stops.forEach((stop) => stop());
      },
    },
    pageLifetimes: {
      show(this: Component) {
        attached.get(this)?.attendance?.change(true);
        runtime?.comeBack();
      },
      hide(this: Component) {
        attached.get(this)?.attendance?.change(false);
      },
    },
    methods: {
      retry(this: Component) {
        modelOf(this)?.retry();
      },
      /** The customer tapped a link to a page of the bank's. */
      visit(this: Component, event: WechatMiniprogram.TouchEvent) {
        const { url } = event.currentTarget.dataset as { url: string };
        tap(this, event, (_, trusted) => trusted && attached.get(this)?.inlay?.ports.host.navigate(url));
      },
      /** WeChat's own button for apps has answered: `bind:launchapp` and `bind:error`. */
      launched(event: { type: string; detail?: { errMsg?: string } }) {
        runtime?.launched(event);
      },
    },
  } as never);
}

/**
 * Hands on a tap with what can be said of it, unless the button is off or busy; a call by a script comes without the
 * runtime's event (R1).
 */
export function tap(component: object, event: unknown, act: (seen: Seen, trusted: boolean) => void): void {
  const held = attached.get(component);
  const { type, currentTarget } = Object(event) as Partial<WechatMiniprogram.TouchEvent>;
  if (currentTarget?.dataset?.idle) return;
  const trusted = type === 'tap';
  act(held?.attendance?.look() ?? { dwell: 0, ratio: 0, visible: false }, trusted);
}

function lose(component: Component, held: Held): void {
  if (held.inlay || attached.get(component) !== held || pageSlot(VERSION)?.inlay) return;
  held.lost = true;
  refresh(component);
  emitter(component)('inlay-error', { widget: held.spec.widget, code: 'not_initialized', retryable: false });
}

/** Draws at the end of this turn, however often it is asked to. */
function refresh(component: Component): void {
  const held = attached.get(component);
  if (!held || held.due) return;
  held.due = true;
  void Promise.resolve().then(() => {
    held.due = false;
    if (attached.get(component) === held) draw(component, held);
  });
}

function draw(component: Component, held: Held): void {
  const { spec } = held;
  const inlay = pageSlot(VERSION)?.inlay;
  const setting = <K extends keyof Settings>(name: K): Settings[K] => {
    const own = component.data[name];
    const fault = own && faultOf(name, own);
    if (fault) inlay?.debug(`<inlay-${spec.widget}>: ${fault}`);
    else if (own) return own as Settings[K];
    return (inlay?.settings.getState() ?? standard)[name];
  };
  const locale = setting('locale');
  const params: Record<string, unknown> = { locale };
  for (const name of Object.keys(spec.params)) params[name] = component.data[name] ?? '';
  const key = Object.values(params).join('\n');
  if (held.model && (inlay !== held.inlay || key !== held.key)) drop(held);
  held.came ||= component.data.loading === 'eager';
  if (inlay && !held.came) {
    held.unwatch ??= whenNear(component, () => {
      held.came = true;
      refresh(component);
    });
  } else if (inlay && !held.model) {
    held.unwatch?.();
    Object.assign(held, { inlay, key, lost: false });
    held.model = spec.make(inlay, params as never, emitter(component));
    const again = () => refresh(component);
    held.unbind = [held.model.subscribe(again), inlay.settings.subscribe(again)];
  }
  const state = held.model?.getState() ?? { status: held.lost ? 'lost' : 'waiting' };
  const blank = { view: null, words: null, reason: '', code: '', text: '', trace: '', retry: '' };
  const look = `${setting('mode')} ${setting('theme')}`;
  const next: Data = { ...blank, ...state, look, lang: locale };
  const dressed = spec.dress && 'view' in state ? { ...next, ...spec.dress(state.view as never, held.model!) } : next;
  const changed = changes(held.shown, dressed);
  held.shown = dressed;
  if (Object.keys(changed).length) component.setData(changed);
  measure(component, held, !!(state as { view?: { action?: unknown } }).view?.action);
}

/** Exposure counts from the moment the content is there with its button; the skeleton is none. */
function measure(component: Component, held: Held, wanted: boolean): void {
  if (wanted === !!held.attendance) return;
  held.attendance?.stop();
  held.attendance = wanted
    ? attend(component, held.inlay!.ports.clock, (ratio) => held.model?.exposed(ratio))
    : undefined;
}

function drop(held: Held): void {
  held.unbind.forEach((stop) => stop());
  held.attendance?.stop();
  held.model?.destroy();
  held.unbind = [];
  held.attendance = held.model = held.inlay = undefined;
}

/** Tells the page; a cancelable event brings `preventDefault` along, which the page calls before it returns. */
function emitter(component: Component): Emit {
  return (name, detail) => {
    const { bubbles, cancelable } = inlayEvents[name];
    let going = true;
    const told = cancelable ? { ...detail, preventDefault: () => void (going = false) } : detail;
    component.triggerEvent(name, told, { bubbles, composed: true });
    return going;
  };
}
