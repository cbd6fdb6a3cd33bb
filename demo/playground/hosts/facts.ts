import { hostFacts } from '../../../src/bridge/hosts/facts.ts';
import { type Answer, profileOf, type Way } from '../../../src/bridge/hosts/profile.ts';
import type { System } from '../../../src/bridge/hosts/system.ts';
import type { HostSettings } from '../../hosts/settings.ts';
import { said, type Said } from '../say.ts';

/** One thing a host allows, forbids, or has never shown. */
export interface Fact {
  title: Said;
  /** `yes`, `no` or `unknown`; `partly` for what goes by a detour. */
  mark: Answer | 'partly';
  words: Said;
}

const ways: Record<Way, Said> = {
  link: said('https 地址直接打开', 'by its https address'),
  intent: said('intent: 打开，打不开回到银行页', 'by intent:, else the bank’s page'),
  scheme: said('自定义 scheme', 'by its own scheme'),
  page: said('先到银行页面再打开', 'one hop to the bank’s page'),
  qr: said('二维码，用手机扫', 'a code for the phone'),
};
const answers: Record<Answer, Said> = {
  yes: said('可以', 'yes'),
  no: said('不可以', 'no'),
  unknown: said('未证实', 'not shown yet'),
};
const plain = (title: Said, mark: Answer): Fact => ({ title, mark, words: answers[mark] });

/** What is known of a host on a system from its profile (`src/bridge/hosts`), and what its simulator plays. */
export function factsOf({ name, system, ...plays }: HostSettings): Fact[] {
  const profile = profileOf(name, system);
  const way = profile.app[system];
  const sure = profile.opens.includes(system);
  const late =
    plays.arrives === 'before'
      ? said('页面之前就在', 'before the page')
      : plays.arrives === 'never'
        ? said('没有桥接', 'none')
        : said(`${plays.arrives} 毫秒后才来`, `${plays.arrives} ms late`);
  return [
    {
      title: said('打开银行App', 'Opens the bank’s app'),
      mark: way === 'page' || way === 'qr' ? 'partly' : 'yes',
      words: ways[way],
    },
    {
      title: said('打不打得开，看得出来', 'Shows whether it opened'),
      mark: sure ? 'yes' : 'unknown',
      words: sure
        ? said('没装会看到银行页', 'without it the bank’s page comes')
        : said('只说“未知”', '“unknown” is all we say'),
    },
    plain(said('weixin: 链接', 'weixin: links'), profile.weixin),
    plain(said('银行的内嵌框架', 'A frame of the bank'), profile.frames),
    plain(said('宿主分享', 'Sharing by the host'), hostFacts(name, system).share),
    {
      title: said('自定义 scheme', 'Other schemes'),
      mark: plays.blocks === '^$' ? 'yes' : 'no',
      words: plays.blocks === '^$' ? said('放行', 'let through') : said('拦截', 'blocked'),
    },
    {
      title: said('window.open', 'window.open'),
      mark: plays.windows === 'same' ? 'partly' : 'no',
      words:
        plays.windows === 'same' ? said('在本页打开', 'goes in the page itself') : said('没有反应', 'does nothing'),
    },
    {
      title: said('存储', 'Storage'),
      mark: plays.storage === 'kept' ? 'yes' : 'no',
      words: {
        kept: said('保留', 'kept'),
        none: said('没有（null）', 'absent (null)'),
        throws: said('一碰就抛错', 'throws'),
      }[plays.storage],
    },
    {
      title: said('宿主桥接', 'The host’s bridge'),
      mark: plays.bridge ? 'yes' : 'no',
      words: plays.bridge ? late : said('没有', 'none'),
    },
  ];
}

/** Systems by the words of people. */
export const systemNames: Record<System, string> = {
  ios: 'iOS',
  android: 'Android',
  harmony: 'HarmonyOS',
  desktop: 'PC',
};
