import { said } from '../say.ts';
import type { State } from './states.ts';

const show = (campaign: string) => ({ campaign, placement: 'gallery' });

/** The states of the app banner. */
export const bannerStates: readonly State[] = [
  {
    id: 'ready',
    title: said('页内', 'Inline'),
    about: said(
      '写明去哪里（R4）；不点不开，关掉就不再来。',
      'Says where it leads (R4); opens on a tap only, and what was closed stays closed.',
    ),
    attributes: show('gallery-inline'),
  },
  {
    id: 'bar',
    title: said('通栏', 'Bar'),
    about: said('从左到右一整条。', 'From edge to edge.'),
    attributes: { ...show('gallery-bar'), form: 'bar' },
  },
  {
    id: 'link',
    title: said('文字链', 'Link'),
    about: said('一行字；长辈模式里总是它（X2）。', 'A line of text; in elder mode always this one (X2).'),
    attributes: { ...show('gallery-link'), form: 'link' },
  },
  {
    id: 'paid',
    title: said('付费展位', 'Paid placement'),
    about: said(
      '银行付了钱的位置，标“广告”（R9）。',
      'Where the bank pays for the place it is marked as an advertisement (R9).',
    ),
    attributes: { ...show('gallery-paid'), paid: '' },
    long: true,
  },
  {
    id: 'product',
    title: said('去看一款产品', 'To a product'),
    about: said('按渠道政策，购买去银行页面。', 'By the channel policy a purchase leads to the bank’s page.'),
    attributes: { ...show('gallery-product'), about: 'wealth', verb: 'buy', product: 'FN30D02A' },
    long: true,
  },
  {
    id: 'opened',
    title: said('点了之后', 'After the tap'),
    about: said(
      '电脑上打不开 App，给一个可扫的码，不装作打开了。',
      'A desktop has no app: a code to scan, and no pretence.',
    ),
    attributes: show('gallery-opened'),
    tap: said('点“打开”', 'Tap “打开”'),
  },
  {
    id: 'closed',
    title: said('关掉之后', 'Dismissed'),
    about: said('本活动不再出现，换页也不出现（R5）。', 'It does not come back for this campaign, on any page (R5).'),
    attributes: show('gallery-closed'),
    tap: said('点“×”', 'Tap “×”'),
  },
  {
    id: 'nothing',
    title: said('无处可去', 'Nothing to open'),
    about: said('渠道政策没有为这一类给出去处。', 'The channel policy names no place for this class.'),
    attributes: { ...show('gallery-nothing'), about: 'gold' },
    empty: true,
  },
  {
    id: 'stopped',
    title: said('展位被叫停', 'Placement stopped'),
    about: said('银行停了这个展位。', 'The bank has stopped this placement.'),
    attributes: { campaign: 'gallery-stopped', placement: 'gallery-stopped' },
    empty: true,
  },
  {
    id: 'error',
    title: said('问不到政策', 'No policy'),
    about: said(
      '问不到就按最保守的来：不带人走。',
      'What cannot be asked is answered by the safest: nobody is led away.',
    ),
    attributes: show('gallery-error'),
    faults: [{ prefix: '/v1/channel-policy', status: 503 }],
    loud: true,
  },
];
