import { html, type TemplateResult } from 'lit';
import { go, hrefWith } from '../route.ts';
import { said, say, type Said } from '../say.ts';

/** A choice among a few words, kept in the address. */
export interface Choice {
  name: string;
  title: Said;
  /** The usual one first; it stands for an address without the name. */
  options: readonly (readonly [value: string, title: Said])[];
}

/** How a widget is looked at. */
export const looks: readonly Choice[] = [
  {
    name: 'width',
    title: said('宽度', 'Width'),
    options: [
      ['375', said('375', '375')],
      ['320', said('320', '320')],
      ['768', said('768', '768')],
    ],
  },
  {
    name: 'theme',
    title: said('主题', 'Theme'),
    options: [
      ['auto', said('跟随系统', 'Auto')],
      ['light', said('浅色', 'Light')],
      ['dark', said('深色', 'Dark')],
    ],
  },
  {
    name: 'mode',
    title: said('模式', 'Mode'),
    options: [
      ['standard', said('标准', 'Standard')],
      ['elder', said('长辈', 'Elder')],
    ],
  },
  {
    name: 'locale',
    title: said('语言', 'Locale'),
    options: [
      ['zh-CN', said('简', '简')],
      ['zh-HK', said('繁', '繁')],
      ['en', said('EN', 'EN')],
    ],
  },
];

/** Draws a choice as one line of buttons. */
export function choice(
  { name, title, options }: Choice,
  query: { get(name: string): string | null | undefined },
): TemplateResult {
  const [usual] = options[0]!;
  const chosen = query.get(name) ?? usual;
  return html`<fieldset class="choice">
    <legend>${say(title)}</legend>
    ${options.map(
      ([value, text]) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            value=${value}
            .checked=${value === chosen}
            @change=${() => go(hrefWith({ [name]: value === usual ? '' : value }), true)}
          /><span>${say(text)}</span></label
        >`,
    )}
  </fieldset>`;
}
