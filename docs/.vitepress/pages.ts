import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';

type Site = LocaleSpecificConfig<DefaultTheme.Config> & { link?: string };
/** A page's path with its name in English and Chinese. */
type Entry = readonly [path: string, en: string, zh: string];

/** Every page a partner reads, in the order he needs them; each is there in both languages. */
export const groups: readonly (readonly [en: string, zh: string, ...entries: Entry[]])[] = [
  [
    'Start',
    '开始',
    ['start/script', 'Script tag', '脚本标签'],
    ['start/npm', 'npm', 'npm'],
    ['start/mini-program', 'Mini-program', '小程序'],
  ],
  [
    'Widgets',
    '组件',
    ['widgets/', 'All of them', '概览'],
    ['widgets/wealth-card', 'Wealth product card', '理财产品卡片'],
    ['widgets/coupon-claim', 'Coupon claim', '优惠券领取'],
    ['widgets/coupon-list', 'Coupon list', '优惠券列表'],
    ['widgets/points-redeem', 'Points redemption', '积分兑换'],
    ['widgets/app-banner', 'App banner', 'App 横幅'],
  ],
  [
    'Guide',
    '指南',
    ['session', 'Session and your backend', '会话与您的后端'],
    ['events', 'Events', '事件'],
    ['errors', 'Errors', '错误码'],
    ['theming', 'Theming', '主题'],
    ['accessibility', 'Accessibility, elder mode', '无障碍与长辈模式'],
    ['hosts', 'Hosts', '宿主'],
    ['channel-policy', 'Channel policy', '渠道策略'],
  ],
  [
    'Trust',
    '信任',
    ['security', 'Security', '安全'],
    ['compliance', 'Compliance', '合规'],
    ['tracking', 'Tracking, data inventory', '数据采集与数据清单'],
  ],
];

/** Pages in English alone: for the bank, what is generated, and what contributors read. */
export const englishOnly: readonly Entry[] = [
  ['contract', 'The contract with the bank', '与银行的契约'],
  ['api', 'The bank’s API', '银行接口'],
  ['conformance', 'Conformance kit', '一致性检查工具'],
  ['data-inventory', 'Data inventory · 数据清单', '数据清单（中英）'],
  ['performance', 'Performance', '性能'],
  ['mini-program', 'Native components beside the web’s', '原生组件与网页组件对照'],
  ['architecture', 'Architecture', '架构'],
  ['decisions/', 'Decisions', '决策记录'],
];

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

function nav(language: 0 | 1): DefaultTheme.NavItem[] {
  const home = language ? '/zh' : '';
  return [
    { text: language ? '开始' : 'Start', link: `${home}/start/script` },
    { text: language ? '组件' : 'Widgets', link: `${home}/widgets/` },
    { text: language ? '信任' : 'Trust', link: `${home}/security` },
  ];
}

/** The site in English. */
export const english: Site = {
  description: 'A bank’s services in other people’s pages',
  themeConfig: { sidebar: sidebar(0), nav: nav(0) },
};

/** The site in Chinese. */
export const chinese: Site = {
  link: '/zh/',
  description: '把银行服务嵌入合作方页面',
  themeConfig: {
    sidebar: sidebar(1),
    nav: nav(1),
    outline: { level: [2, 3], label: '本页目录' },
    docFooter: { prev: '上一页', next: '下一页' },
    darkModeSwitchLabel: '外观',
    sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部',
    langMenuLabel: '语言',
  },
};
