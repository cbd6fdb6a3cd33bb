import type { Fault } from '../../bank/faults.ts';
import { said, type Said } from '../say.ts';

/** Something that goes wrong, to be switched on for one page. */
export interface Failure {
  id: string;
  title: Said;
  /** What is done, in a line. */
  about: Said;
  /** What the bank's switch plays to this page's requests. */
  faults?: readonly Omit<Fault, 'origin'>[];
  /** What `spoil.ts` does in the page. */
  spoils?: 'clock' | 'storage';
  /** A host that is stated although its bridge is not there. */
  host?: string;
}

const reads = '/v1/';
const all = (fault: Partial<Fault>): Fault[] => [{ prefix: reads, ...fault }];
/** Where a tap leads: the claim of a coupon, the quote of a redemption. */
const acts = (fault: Partial<Fault>): Fault[] =>
  ['/v1/campaigns/', '/v1/points/'].map((prefix) => ({ prefix, method: 'POST', ...fault }));

/** Everything the failure switch offers. */
export const failures: readonly Failure[] = [
  {
    id: 'offline',
    title: said('断网', 'Offline'),
    about: said('每个请求的连接都中断', 'The connection of every request breaks'),
    faults: all({ drop: 'before' }),
  },
  {
    id: 'slow',
    title: said('慢', 'Slow'),
    about: said('每个回答晚 3 秒', 'Every answer is 3 s late'),
    faults: all({ delayMs: 3_000 }),
  },
  {
    id: '401',
    title: said('401', '401'),
    about: said('银行不认会话', 'The bank refuses the session'),
    faults: all({ status: 401, code: 'token_invalid' }),
  },
  {
    id: '409',
    title: said('409', '409'),
    about: said('点击之后被拒：份额已满', 'The tap is refused: the quota is used up'),
    faults: acts({ code: 'quota_reached' }),
  },
  {
    id: '429',
    title: said('429', '429'),
    about: said('请求太多，60 秒后再来', 'Too many requests, again in 60 s'),
    faults: all({ status: 429, retryAfter: 60 }),
  },
  {
    id: '500',
    title: said('500', '500'),
    about: said('银行出错', 'The bank fails'),
    faults: all({ status: 500 }),
  },
  {
    id: 'malformed',
    title: said('残缺数据', 'Malformed'),
    about: said('回答是断掉的 JSON', 'The answer is JSON that breaks off'),
    faults: all({ malformed: true }),
  },
  {
    id: 'late',
    title: said('超时', 'Late answer'),
    about: said('回答在 12 秒后才到，组件只等 10 秒', 'The answer comes after 12 s; a widget waits for 10'),
    faults: all({ delayMs: 12_000 }),
  },
  {
    id: 'clock',
    title: said('时钟偏差', 'Clock skew'),
    about: said('设备时钟慢 3 小时，以银行时间为准', 'The device runs 3 hours late; the bank’s time counts'),
    spoils: 'clock',
  },
  {
    id: 'storage',
    title: said('禁用存储', 'Storage denied'),
    about: said('localStorage 与 IndexedDB 一碰就抛错', 'localStorage and IndexedDB throw when touched'),
    spoils: 'storage',
  },
  {
    id: 'script',
    title: said('脚本被拦', 'Script blocked'),
    about: said('脚本加载不到，标签里的链接仍在', 'The script does not load; the link in the tag stays'),
    faults: [{ prefix: '/inlay/inlay.js', status: 503 }],
  },
  {
    id: 'bridge',
    title: said('无桥接', 'Bridge missing'),
    about: said('说是在美团里，但美团的桥接不在', 'The page says it is in Meituan, whose bridge is not there'),
    host: 'meituan',
  },
];
