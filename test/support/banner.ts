import { samplePolicy } from './products.ts';

const say = (zh: string, hk: string, en: string) => ({ 'zh-CN': zh, 'zh-HK': hk, en });

/** A rule that leads to the bank's app, with a notice of a change that is coming. */
export const movingRule = {
  id: 'moving',
  host: '*',
  productClass: 'app',
  verb: 'show',
  verdict: 'redirect',
  target: 'bank_app',
  notice: say(
    '2026年12月1日起，企业服务改由青禾银行App提供，本页面不再办理；已提交的申请不受影响。',
    '2026年12月1日起，企業服務改由青禾銀行App提供，本頁面不再辦理；已提交的申請不受影響。',
    'From 1 December 2026 corporate services move to the Qinghe Bank app; what was applied for here is not affected.',
  ),
};

/** The sample policy with the bank's app and a rule that leads there. */
export function bannerPolicy(more: object = {}) {
  const name = say('青禾银行App', '青禾銀行App', 'Qinghe Bank app');
  const targets = {
    bank_app: { kind: 'app', name, origin: 'https://h5.bank.example', path: '/h5/open', app: 'qinghe' },
  };
  const apps = {
    qinghe: {
      name,
      scheme: 'qinghebank',
      package: 'com.qinghe.bank',
      wechat: 'wx5e0c0ffee0c0ffee',
      stores: {
        ios: 'https://apps.apple.com/cn/app/id1000000001',
        android: 'https://a.app.qq.com/o/simple.jsp?pkgname=com.qinghe.bank',
        harmony: 'https://appgallery.huawei.com/app/C100000001',
      },
    },
  };
  const rules = [
    { id: 'app-open', host: '*', productClass: 'app', verb: 'show', verdict: 'redirect', target: 'bank_app' },
    { id: 'hidden', host: '*', productClass: 'hidden', verb: '*', verdict: 'hide' },
  ];
  return { ...samplePolicy(), rules, targets, apps, ...more };
}
