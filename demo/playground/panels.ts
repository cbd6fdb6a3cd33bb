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
];
