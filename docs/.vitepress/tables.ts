import type { MarkdownRenderer } from 'vitepress';
import { apiTable } from './tables/api.ts';
import { complianceTable } from './tables/compliance.ts';
import { conformanceTable } from './tables/conformance.ts';
import { errorTable } from './tables/errors.ts';
import { eventTable } from './tables/events.ts';
import { threatTable } from './tables/threats.ts';
import { envelopeTable, storedTable, trackTable } from './tables/tracking.ts';
import { tokenTable, widgetTable } from './tables/widgets.ts';

export type Language = 'en' | 'zh';

/** What `<!-- table: name -->` in a page becomes: made from the code at each build, so that it cannot be old. */
const made: Readonly<Record<string, (language: Language, argument: string) => string>> = {
  api: apiTable,
  compliance: complianceTable,
  conformance: conformanceTable,
  envelope: envelopeTable,
  errors: errorTable,
  events: eventTable,
  stored: storedTable,
  threats: threatTable,
  tokens: tokenTable,
  tracking: trackTable,
  widget: widgetTable,
};

/** Puts the tables in before the page is parsed, for the page and for the search alike. */
export function tables(md: MarkdownRenderer): void {
  md.core.ruler.before('normalize', 'inlay-tables', (state) => {
    const path = (state.env as { relativePath?: string }).relativePath ?? '';
    const language = path.startsWith('zh/') ? 'zh' : 'en';
    state.src = state.src.replace(/^<!-- table: (\S+)(?: (\S+))? -->$/gm, (_, name: string, argument = '') => {
      const make = made[name];
      if (!make) throw new Error(`${path}: there is no table "${name}"`);
      return make(language, argument as string);
    });
    // A line break between two Chinese characters would be printed as a space.
    if (language === 'zh')
      state.src = state.src.replace(/([\u3000-\u9fff\uff00-\uffef])\n *(?=[\u3000-\u9fff\uff00-\uffef])/g, '$1');
  });
}
