import type { TemplateResult } from 'lit';
import { said, type Said } from './say.ts';
import type { Stage } from './stage/stage.ts';

/** What a panel's module exports: it draws what it knows of a stage, and is asked again whenever the stage has news. */
export interface PanelModule {
  draw(stage: Stage): TemplateResult;
}

/** One panel of the inspector beside a stage; its code comes when its tab is opened. */
export interface Panel {
  /** In the address: `?panel=events`. */
  id: string;
  title: Said;
  /** Where it makes sense: beside a widget of the gallery, beside a partner's page, or both. */
  beside: readonly ('widget' | 'page')[];
  load(): Promise<PanelModule>;
}

/** All panels in the order of the tabs. A new one is a line here. */
export const panels: readonly Panel[] = [
  {
    id: 'knobs',
    title: said('属性', 'Knobs'),
    beside: ['widget'],
    load: () => import('./gallery/knobs.ts'),
  },
  {
    id: 'events',
    title: said('事件', 'Events'),
    beside: ['widget', 'page'],
    load: () => import('./stage/events.ts'),
  },
  {
    id: 'code',
    title: said('代码', 'Code'),
    beside: ['widget'],
    load: () => import('./gallery/code.ts'),
  },
  {
    id: 'ledger',
    title: said('埋点', 'Ledger'),
    beside: ['widget', 'page'],
    load: () => import('./panels/ledger.ts'),
  },
  {
    id: 'why',
    title: said('为什么', 'Why'),
    beside: ['widget', 'page'],
    load: () => import('./panels/why.ts'),
  },
  {
    id: 'host',
    title: said('宿主', 'Host'),
    beside: ['page'],
    load: () => import('./panels/host.ts'),
  },
  {
    id: 'session',
    title: said('会话', 'Session'),
    beside: ['widget', 'page'],
    load: () => import('./panels/session.ts'),
  },
  {
    id: 'attribution',
    title: said('归因', 'Attribution'),
    beside: ['page'],
    load: () => import('./panels/attribution.ts'),
  },
  {
    id: 'disclosure',
    title: said('信息披露', 'Disclosure'),
    beside: ['widget', 'page'],
    load: () => import('./panels/disclosure.ts'),
  },
  {
    id: 'inventory',
    title: said('数据清单', 'Data'),
    beside: ['page'],
    load: () => import('./panels/inventory.ts'),
  },
  {
    id: 'csp',
    title: said('CSP', 'CSP'),
    beside: ['widget', 'page'],
    load: () => import('./panels/csp.ts'),
  },
  {
    id: 'load',
    title: said('体积与耗时', 'Load'),
    beside: ['widget', 'page'],
    load: () => import('./panels/load.ts'),
  },
];
