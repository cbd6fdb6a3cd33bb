import { type ComponentEnv, glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { inlayEvents } from '../../src/core/event-options.ts';
import { TwinBackend } from './backend.ts';

/** A page or component of the project, as the build read it. */
export interface Part {
  path: string;
  /** Its JSON; what it uses is named by path. */
  config: { component?: boolean; usingComponents?: Record<string, string> };
  /** Name that its classes carry; empty for a page, whose classes are the app's. */
  scope: string;
  run(): void;
}

/** A page that is drawn. */
export interface DrawnPage {
  element: HTMLElement;
  show(): void;
  hide(): void;
  close(): void;
}

type Own = { _$: glassEasel.GeneralComponent; data: Record<string, unknown> };
type Definition = Record<string, unknown> & { behaviors?: unknown[] };

/** What names a widget on a page, for the playground's panels. */
const named = ['product', 'campaign', 'item', 'about', 'placement'];

const elementOf = (component: unknown) => (component as Own)._$.$$ as unknown as HTMLElement;

/** Whatever a component tells its page, the document hears as well: the playground listens there. */
const told = {
  lifetimes: {
    created(this: Own & { triggerEvent: (...given: unknown[]) => unknown }) {
      const trigger = this.triggerEvent;
      this.triggerEvent = (name, detail, options) => {
        // The page itself gets it with what it may do to it: prevent, or wait.
        const { preventDefault: _own, ...plain } = detail as Record<string, unknown>;
        if ((name as string) in inlayEvents)
          elementOf(this).dispatchEvent(new CustomEvent(name as string, { detail: plain, ...(options as object) }));
        return trigger.call(this, name, detail, options);
      };
    },
    attached(this: Own) {
      const element = elementOf(this);
      element.dataset.native = '';
      for (const name of named) if (this.data[name]) element.setAttribute(name, `${this.data[name] as string}`);
    },
  },
};

/** Draws pages of a mini-program in this document, by WeChat's own view engine. */
export function createEngine(
  templates: Readonly<Record<string, unknown>>,
  parts: readonly Part[],
): (path: string) => DrawnPage {
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  const backend = env.associateBackend(new TwinBackend());
  const world = globalThis as unknown as Record<string, unknown>;

  for (const { path, config, scope, run } of parts) {
    if (scope) space.addStyleSheet(path, undefined, scope);
    space.addCompiledTemplate(path, { groupList: templates, content: templates[path] } as never);
    space.addComponentStaticConfig(path, config as never);
    space.componentEnv(path, ({ Page, Component, Behavior }: ComponentEnv) => {
      const make = Component as unknown as (definition: Definition) => void;
      Object.assign(world, {
        Page,
        Behavior,
        Component: (definition: Definition) =>
          make(
            scope
              ? { ...definition, behaviors: [...(definition.behaviors ?? []), Behavior(told as never)] }
              : definition,
          ),
      });
      run();
    });
  }

  return (path) => {
    const root = backend.createRoot('page', space, path);
    const component = root.getComponent();
    const element = document.createElement('section');
    const place = element.appendChild(document.createElement('span'));
    document.querySelector('main')!.append(element);
    root.attach(element as never, place as never);
    const turn = (to: 'show' | 'hide') => {
      element.hidden = to === 'hide';
      component.triggerPageLifetime(to, []);
    };
    return {
      element,
      show: () => turn('show'),
      hide: () => turn('hide'),
      close() {
        root.release();
        element.remove();
      },
    };
  };
}
