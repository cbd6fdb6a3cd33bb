import type { Token } from '../gallery/manifest.ts';
import { contrast, pairs } from '../../../src/widgets/base/theme.ts';

/** Values a page has set, by a token's name without `--inlay-`. */
export type Values = Readonly<Record<string, string>>;
/** One of the widgets' own themes. */
export type Theme = 'light' | 'dark';

type Rgb = [number, number, number];

/** `--inlay-color-text-2` is `color-text-2` in an address. */
export const short = ({ name }: Pick<Token, 'name'>) => name.replace('--inlay-', '');

/** What the widgets take in a theme when a page sets nothing; the manifest says both. */
export function usual({ usual: light, about }: Token, theme: Theme): string {
  const [, dark] = /`(#[0-9a-f]{6})` in the dark theme/.exec(about) ?? [];
  return theme === 'dark' && dark ? dark : light;
}

const rgb = (hex: string): Rgb | undefined => {
  const [, r, g, b] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? [];
  return r ? [parseInt(r, 16), parseInt(g!, 16), parseInt(b!, 16)] : undefined;
};

/** A text colour on the ground it stands on. */
export interface Pair {
  text: string;
  ground: string;
  /** WCAG contrast, 1 to 21. */
  ratio: number;
  /** At least 4.5:1; the widgets ignore what is not. */
  fits: boolean;
}

const token = (own: string) => `color-${own.slice(2)}`;

/** Every pair of settable colours as the widgets hold them against each other (X1). */
export function contrasts(tokens: readonly Token[], values: Values, theme: Theme): Pair[] {
  const colours = new Map(tokens.map((one) => [short(one), rgb(values[short(one)] ?? usual(one, theme))]));
  // With a primary colour alone, the widgets find the ink for it.
  const alone = values['color-primary'] && !values['color-on-primary'];
  return pairs.flatMap(([text, ground]) => {
    const [a, b] = [colours.get(token(text)), colours.get(token(ground))];
    if (!a || !b || (alone && text === '--on-primary')) return [];
    const ratio = contrast(a, b);
    return { text: token(text), ground: token(ground), ratio, fits: ratio >= 4.5 };
  });
}

/** The page's own stylesheet, as a partner copies it. */
export function asCss(values: Values): string {
  const lines = Object.entries(values).map(([name, value]) => `  --inlay-${name}: ${value};`);
  return [':root {', ...lines, '}', ''].join('\n');
}
