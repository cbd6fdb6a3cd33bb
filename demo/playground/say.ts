/** Words of the playground itself in both of its languages. */
export interface Said {
  zh: string;
  en: string;
}

/** A language of the playground; `?lang=en` asks for English. */
export type Tongue = keyof Said;

/** The language of this page load; it changes with the page. */
export const tongue: Tongue =
  typeof location !== 'undefined' && new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';

/** A text in both languages, for tables. */
export const said = (zh: string, en: string): Said => ({ zh, en });

/** A text in the language of the page. */
export const say = (zh: string | Said, en = ''): string => {
  if (typeof zh !== 'string') return zh[tongue];
  return tongue === 'en' ? en : zh;
};
