import type { TemplateResult } from 'lit';
import type { Route } from './route.ts';
import { said, type Said } from './say.ts';

/** What a section's module exports: it draws the section for an address. */
export interface SectionModule {
  draw(route: Route): TemplateResult;
}

/** One section of the playground; its code comes when it is opened. */
export interface Section {
  /** First part of its addresses; the rest of the address is the section's own. */
  path: string;
  title: Said;
  load(): Promise<SectionModule>;
}

/** All sections in the order of the menu. A new one is a line here. */
export const sections: readonly Section[] = [
  { path: '', title: said('起点', 'Start'), load: () => import('./home.ts') },
  { path: 'gallery', title: said('组件', 'Gallery'), load: () => import('./gallery/gallery.ts') },
  { path: 'scenes', title: said('场景', 'Scenes'), load: () => import('./scenes/section.ts') },
  { path: 'hosts', title: said('宿主', 'Hosts'), load: () => import('./hosts/section.ts') },
  { path: 'clock', title: said('银行时钟', 'Bank clock'), load: () => import('./clock/section.ts') },
  { path: 'theme', title: said('主题', 'Theme'), load: () => import('./theme/theme.ts') },
  { path: 'failures', title: said('故障', 'Failures'), load: () => import('./failures/failures.ts') },
];
