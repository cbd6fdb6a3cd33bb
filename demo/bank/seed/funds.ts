import { tradingDayFrom } from '../calendar.ts';
import { addDays, addMonths } from '../clock.ts';
import type { Sample } from './sample.ts';
import { fundTexts, say } from './texts.ts';

const bondFees = say(
  '管理费0.30%/年，托管费0.10%/年；申购费按招募说明书分档收取',
  '管理費0.30%/年，託管費0.10%/年；申購費按招募說明書分檔收取',
  'Management 0.30% a year, custody 0.10% a year; subscription fee by the steps of the prospectus',
);
const equityFees = say(
  '管理费1.20%/年，托管费0.20%/年；申购费按招募说明书分档收取',
  '管理費1.20%/年，託管費0.20%/年；申購費按招募說明書分檔收取',
  'Management 1.20% a year, custody 0.20% a year; subscription fee by the steps of the prospectus',
);

/** The lawful funds of another company for a seeding day. Their codes begin with 99, which no real fund bears. */
export function fundSamples(today: string): Sample[] {
  const ago = (months: number, days = 0) => tradingDayFrom(addDays(addMonths(today, -months), -days));
  const base = { kind: 'fund', listed: true, status: 'on_sale', minAmountFen: 1000 } as const;
  return [
    {
      ...base,
      id: 'FD990013',
      inception: ago(38, 8),
      facts: {
        category: 'bond_fund',
        fundCode: '990013',
        risk: { issuer: 2, distributor: 2 },
        term: { kind: 'daily_open' },
        cutOffTime: '15:00',
      },
      texts: fundTexts(
        say(
          '远岫安澜纯债债券型证券投资基金A类',
          '遠岫安瀾純債債券型證券投資基金A類',
          'Yuanxiu Anlan Pure Bond Securities Investment Fund, Class A',
        ),
        bondFees,
        say(
          '中债综合财富（总值）指数收益率',
          '中債綜合財富（總值）指數收益率',
          'ChinaBond Composite Wealth (Total) Index',
        ),
      ),
      motion: { drift: 2.9, volatility: 1.1, benchmarkDrift: 2.7 },
    },
    {
      ...base,
      id: 'FD990027',
      inception: ago(67, 1),
      facts: {
        category: 'equity_fund',
        fundCode: '990027',
        risk: { issuer: 4, distributor: 4 },
        term: { kind: 'daily_open' },
        cutOffTime: '15:00',
      },
      texts: fundTexts(
        say(
          '远岫行远股票型证券投资基金A类',
          '遠岫行遠股票型證券投資基金A類',
          'Yuanxiu Xingyuan Equity Securities Investment Fund, Class A',
        ),
        equityFees,
        say(
          '沪深300指数收益率×85%＋中债综合财富指数收益率×15%',
          '滬深300指數收益率×85%＋中債綜合財富指數收益率×15%',
          'CSI 300 Index × 85% + ChinaBond Composite Wealth Index × 15%',
        ),
      ),
      motion: { drift: 4.5, volatility: 17, benchmarkDrift: 3.2 },
    },
  ];
}
