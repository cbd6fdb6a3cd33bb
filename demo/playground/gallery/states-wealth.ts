import { said } from '../say.ts';
import type { State } from './states.ts';

const show = (product: string) => ({ product, placement: 'gallery' });
const read = '/v1/products/';

/** The states of the wealth card. */
export const wealthStates: readonly State[] = [
  {
    id: 'ready',
    title: said('在售', 'On sale'),
    about: said(
      '固定收益类，最短持有 30 天。业绩比较基准从不大于产品名（W4）。',
      'Fixed income, held for 30 days at least. The benchmark is never larger than the name (W4).',
    ),
    attributes: show('FN30D02A'),
  },
  {
    id: 'error',
    title: said('加载失败', 'Failed'),
    about: said('银行答 500：一句话、查询编号、重试。', 'The bank answers 500: one sentence, the trace id, a retry.'),
    attributes: show('FN30D02A'),
    faults: [{ prefix: read, status: 500 }],
    loud: true,
  },
];
