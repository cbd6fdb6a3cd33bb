import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';

type Site = LocaleSpecificConfig<DefaultTheme.Config> & { link?: string };
/** A page's path with its name in English and Chinese. */
type Entry = readonly [path: string, en: string, zh: string];

/** Every page a partner reads, in the order he needs them; each is there in both languages. */
const groups: readonly (readonly [en: string, zh: string, ...entries: Entry[]])[] = [
  [
    'Start',
    '开始',
    ['start/script', 'Script tag', '脚本标签'],
    ['start/npm', 'npm', 'npm'],
    ['start/mini-program', 'Mini-program', '小程序'],
  ],
];

/** Pages in English alone: the contract, what is generated, and what contributors read. */
const englishOnly: readonly (readonly [path: string, en: string, zh: string])[] = [];

function sidebar(language: 0 | 1): DefaultTheme.SidebarItem[] {
  const home = language ? '/zh' : '';
  const name = (en: string, zh: string) => (language ? zh : en);
  return [
    ...groups.map(([en, zh, ...entries]) => ({
      text: name(en, zh),
      items: entries.map(([path, enName, zhName]) => ({ text: name(enName, zhName), link: `${home}/${path}` })),
    })),
    ...(englishOnly.length
      ? [
          {
            text: name('Reference', '参考（英文）'),
            items: englishOnly.map(([path, en, zh]) => ({ text: name(en, zh), link: `/${path}` })),
          },
        ]
      : []),
  ];
}

/** The site in English. */
export const english: Site = {
  description: 'A bank’s services in other people’s pages',
  themeConfig: { sidebar: sidebar(0), nav: [{ text: 'Start', link: '/start/script' }] },
};

/** The site in Chinese. */
export const chinese: Site = {
  link: '/zh/',
  description: '把银行服务嵌入合作方页面',
  themeConfig: {
    sidebar: sidebar(1),
    nav: [{ text: '开始', link: '/zh/start/script' }],
    outline: { level: [2, 3], label: '本页目录' },
    docFooter: { prev: '上一页', next: '下一页' },
    darkModeSwitchLabel: '外观',
    sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部',
    langMenuLabel: '语言',
  },
};
