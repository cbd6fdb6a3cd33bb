import { said, type Said } from '../say.ts';
import type { Values } from './tokens.ts';

/** A partner's look, in as few tokens as it takes. */
export interface Preset {
  id: string;
  title: Said;
  values: Values;
}

/** Looks to begin with; the partners are samples, the colours are of the kind their pages wear. */
export const presets: readonly Preset[] = [
  { id: 'qinghe', title: said('青禾', 'Qinghe'), values: {} },
  {
    id: 'lvtu',
    title: said('旅途蓝', 'Travel blue'),
    values: { 'color-primary': '#1c6fe0', 'color-on-primary': '#ffffff', radius: '12px' },
  },
  {
    id: 'weishi',
    title: said('味食黄', 'Food yellow'),
    values: { 'color-primary': '#ffd100', 'color-on-primary': '#221a00', radius: '10px', 'radius-control': '10px' },
  },
  {
    id: 'account',
    title: said('公众号绿', 'Article green'),
    values: { 'color-primary': '#07805c', 'color-on-primary': '#ffffff', radius: '6px', 'radius-control': '6px' },
  },
  {
    id: 'paper',
    title: said('纸色', 'Paper'),
    values: {
      'color-primary': '#7a3b1d',
      'color-on-primary': '#fff8ef',
      'color-surface': '#fffaf2',
      'color-ground': '#f6eddf',
      'color-line': '#e8dcc8',
      'color-text': '#2a2119',
      'color-text-2': '#63564a',
      'color-text-3': '#6b5f52',
    },
  },
  {
    id: 'pale',
    title: said('读不清的', 'Too pale'),
    values: { 'color-text-2': '#b8c2bf', 'color-primary': '#8fd3c2', 'color-on-primary': '#ffffff' },
  },
];
