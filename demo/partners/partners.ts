import type { Localised } from '../bank/db/schema.ts';
import type { PartnerId } from '../ports.ts';

/** A contract of its own for a partner's pages of another kind: the id and the site that the bank has on record for it. */
export interface Contract {
  id: string;
  name: Localised;
  host: string;
}

/** A partner of the sandbox; everything else about it are its pages and its key. */
export interface PartnerFacts {
  name: Localised;
  /** Its sample users; the first is signed in from the start. Which are customers of the bank, the bank knows (`seed/customers.ts`). */
  users: readonly [first: string, ...others: string[]];
  /** What the bank has on record for it besides; the same server serves these sites, each from a folder of the contract's id. */
  contracts?: readonly Contract[];
}

/** The partners whose pages the demo serves. */
export const partners: Record<PartnerId, PartnerFacts> = {
  lvtu: {
    name: { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu Travel' },
    users: ['lvtu-u-1001', 'lvtu-u-1002', 'lvtu-u-1003', 'lvtu-u-1004', 'lvtu-u-1005', 'lvtu-u-1006'],
    contracts: [
      {
        id: 'lvtu-pay',
        name: { 'zh-CN': '旅途收银台', 'zh-HK': '旅途收銀台', en: 'Lvtu cashier' },
        host: 'pay.hotel.localhost',
      },
    ],
  },
  weishi: {
    name: { 'zh-CN': '味食', 'zh-HK': '味食', en: 'Weishi Food' },
    users: ['weishi-u-2001', 'weishi-u-2002'],
  },
  chengwei: {
    name: { 'zh-CN': '城味周刊', 'zh-HK': '城味週刊', en: 'City Bites Weekly' },
    users: ['chengwei-u-3001', 'chengwei-u-3002'],
    contracts: [
      {
        id: 'chengwei-young',
        name: { 'zh-CN': '城味周刊少年版', 'zh-HK': '城味週刊少年版', en: 'City Bites for the young' },
        host: 'young.article.localhost',
      },
    ],
  },
};
