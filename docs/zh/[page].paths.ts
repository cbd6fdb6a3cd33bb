import { englishOnly } from '../.vitepress/pages.ts';

/** Where the switch to Chinese leads from a page that is in English alone: to a page that says so. */
export default {
  paths: () =>
    englishOnly
      .filter(([path]) => !path.endsWith('/'))
      .map(([page, en, zh]) => ({ params: { page }, content: `# ${zh}\n\n本页只有英文：[${en}](/${page})。` })),
};
