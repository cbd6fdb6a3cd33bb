import { tradingDayFrom } from '../calendar.ts';
import { addDays, addMonths } from '../clock.ts';
import type { Sample } from './sample.ts';
import { say, wealthTexts } from './texts.ts';

const fees = say(
  '管理费0.20%/年，托管费0.02%/年，销售服务费0.20%/年；认购费、申购费、赎回费均为0',
  '管理費0.20%/年，託管費0.02%/年，銷售服務費0.20%/年；認購費、申購費、贖回費均為0',
  'Management 0.20% a year, custody 0.02% a year, sales service 0.20% a year; no subscription or redemption fee',
);
const bondMethod = say(
  '依据投资范围内债券、存款等资产的收益水平测算。',
  '依據投資範圍內債券、存款等資產的收益水平測算。',
  'Estimated from the yields of the bonds, deposits and other assets the product may hold.',
);
const mixedMethod = say(
  '依据中债综合财富指数收益率与沪深300指数收益率按投资比例加权测算。',
  '依據中債綜合財富指數收益率與滬深300指數收益率按投資比例加權測算。',
  'Estimated from the ChinaBond Composite Wealth Index and the CSI 300 Index, weighted by the share of each asset.',
);

/** The lawful wealth products for a seeding day, in the server's order. */
export function wealthSamples(today: string): Sample[] {
  const ago = (months: number, days = 0) => tradingDayFrom(addDays(addMonths(today, -months), -days));
  const base = { kind: 'wealth', listed: true, status: 'on_sale', minAmountFen: 100 } as const;
  return [
    {
      ...base,
      id: 'FN30D02A',
      inception: ago(20, 4),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001025000318',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'min_holding', days: 30 },
        cutOffTime: '17:00',
        benchmark: { low: '2.20', high: '2.80', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“丰年”固收类30天最短持有期2号净值型理财产品A份额',
          '青禾理財「豐年」固收類30天最短持有期2號淨值型理財產品A份額',
          'Qinghe Wealth “Fengnian” Fixed-Income 30-Day Minimum Holding No. 2 Net-Value Product, Class A',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 2.05, volatility: 0.32 },
    },
    {
      ...base,
      id: 'XY14D08A',
      inception: ago(0, 18),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001026000512',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'min_holding', days: 14 },
        cutOffTime: '17:00',
        benchmark: { low: '1.80', high: '2.30', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“新芽”固收类14天最短持有期8号净值型理财产品A份额',
          '青禾理財「新芽」固收類14天最短持有期8號淨值型理財產品A份額',
          'Qinghe Wealth “Xinya” Fixed-Income 14-Day Minimum Holding No. 8 Net-Value Product, Class A',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 1.9, volatility: 0.3 },
    },
    {
      ...base,
      id: 'CS00M01A',
      inception: ago(77, 6),
      facts: {
        category: 'mixed',
        registrationCode: 'Z7001020000107',
        risk: { issuer: 3, distributor: 3 },
        term: { kind: 'daily_open' },
        cutOffTime: '15:00',
        benchmark: { low: '2.60', high: '4.20', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“长石”混合类每日开放1号净值型理财产品A份额',
          '青禾理財「長石」混合類每日開放1號淨值型理財產品A份額',
          'Qinghe Wealth “Changshi” Mixed Daily Open No. 1 Net-Value Product, Class A',
        ),
        fees,
        mixedMethod,
      ),
      motion: { drift: 3.4, volatility: 3.6 },
    },
    {
      ...base,
      id: 'LS00C01A',
      minAmountFen: 1,
      inception: ago(49, 2),
      facts: {
        category: 'cash_management',
        registrationCode: 'Z7001022000226',
        risk: { issuer: 1, distributor: 1 },
        term: { kind: 'cash_management' },
        cutOffTime: '15:30',
        cash: true,
      },
      texts: wealthTexts(
        say(
          '青禾理财“流水”现金管理类1号理财产品A份额',
          '青禾理財「流水」現金管理類1號理財產品A份額',
          'Qinghe Wealth “Liushui” Cash Management No. 1 Product, Class A',
        ),
        fees,
      ),
      motion: { drift: 0, volatility: 0, cashYield: 1.62 },
    },
    {
      ...base,
      id: 'YH60D04A',
      inception: ago(13, 3),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001025000407',
        risk: { issuer: 2, distributor: 3 },
        term: { kind: 'min_holding', days: 60 },
        cutOffTime: '17:00',
        benchmark: { low: '2.40', high: '3.20', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“映荷”固收增强类60天最短持有期4号净值型理财产品A份额',
          '青禾理財「映荷」固收增強類60天最短持有期4號淨值型理財產品A份額',
          'Qinghe Wealth “Yinghe” Enhanced Fixed-Income 60-Day Minimum Holding No. 4 Net-Value Product, Class A',
        ),
        fees,
        mixedMethod,
      ),
      motion: { drift: 2.5, volatility: 1.1 },
    },
    {
      ...base,
      id: 'QS90P06C',
      inception: ago(7, 11),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001026000131',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'periodic_open', nextOpenDate: tradingDayFrom(addDays(today, 23)) },
        cutOffTime: '15:00',
        benchmark: { low: '2.30', high: '2.90', annualised: true },
        regions: ['310000', '320000', '330000', '440000'],
      },
      texts: wealthTexts(
        say(
          '青禾理财“青山绿水”绿色金融主题固收类定期开放式（每三个月开放一次）6号净值型人民币理财产品（养老客户与普通客户共同适用）C份额',
          '青禾理財「青山綠水」綠色金融主題固收類定期開放式（每三個月開放一次）6號淨值型人民幣理財產品（養老客戶與普通客戶共同適用）C份額',
          'Qinghe Wealth “Qingshan Lüshui” Green Finance Fixed-Income Periodic Open (Once Every Three Months) No. 6 Net-Value Renminbi Wealth Product (for Pension and Other Customers Alike), Class C',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 2.2, volatility: 0.4 },
    },
    // Old enough for stories of years past; in no list.
    {
      ...base,
      id: 'CL00F03A',
      listed: false,
      inception: ago(70, 9),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001021000153',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'daily_open' },
        cutOffTime: '17:00',
        benchmark: { low: '2.30', high: '3.10', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“长林”固收类每日开放3号净值型理财产品A份额',
          '青禾理財「長林」固收類每日開放3號淨值型理財產品A份額',
          'Qinghe Wealth “Changlin” Fixed-Income Daily Open No. 3 Net-Value Product, Class A',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 2.6, volatility: 0.5 },
    },
    ...closedSamples(today, ago),
  ];
}

function closedSamples(today: string, ago: (months: number, days?: number) => string): Sample[] {
  const base = { kind: 'wealth', listed: true, minAmountFen: 100 } as const;
  const opens = tradingDayFrom(addDays(today, 9));
  return [
    {
      ...base,
      id: 'FN365C07',
      status: 'sold_out',
      inception: ago(5, 9),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001026000244',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'closed', maturityDate: tradingDayFrom(addMonths(ago(5, 9), 12)) },
        benchmark: { low: '2.50', high: '3.00', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“丰年”固收类封闭式365天7号净值型理财产品',
          '青禾理財「豐年」固收類封閉式365天7號淨值型理財產品',
          'Qinghe Wealth “Fengnian” Fixed-Income Closed-End 365-Day No. 7 Net-Value Product',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 2.4, volatility: 0.35 },
    },
    {
      ...base,
      id: 'LX180C09',
      status: 'soon',
      inception: tradingDayFrom(addDays(opens, 14)),
      facts: {
        category: 'fixed_income',
        registrationCode: 'Z7001026000537',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'closed', maturityDate: tradingDayFrom(addDays(opens, 194)) },
        opensAt: `${opens}T10:00:00+08:00`,
        benchmark: { low: '2.30', high: '2.80', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“良宵”固收类封闭式180天9号净值型理财产品',
          '青禾理財「良宵」固收類封閉式180天9號淨值型理財產品',
          'Qinghe Wealth “Liangxiao” Fixed-Income Closed-End 180-Day No. 9 Net-Value Product',
        ),
        fees,
        bondMethod,
      ),
      motion: { drift: 2.2, volatility: 0.35 },
    },
    {
      ...base,
      id: 'ZS90P05A',
      status: 'closed',
      inception: ago(31, 5),
      facts: {
        category: 'mixed',
        registrationCode: 'Z7001024000089',
        risk: { issuer: 3, distributor: 3 },
        term: { kind: 'periodic_open', nextOpenDate: tradingDayFrom(addDays(today, 51)) },
        benchmark: { low: '2.80', high: '3.80', annualised: true },
      },
      texts: wealthTexts(
        say(
          '青禾理财“竹水”混合类三个月定期开放5号净值型理财产品A份额',
          '青禾理財「竹水」混合類三個月定期開放5號淨值型理財產品A份額',
          'Qinghe Wealth “Zhushui” Mixed Three-Month Periodic Open No. 5 Net-Value Product, Class A',
        ),
        fees,
        mixedMethod,
      ),
      motion: { drift: 2.9, volatility: 2.2 },
    },
  ];
}
