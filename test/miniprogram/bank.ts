import { sampleNow, samplePolicy, sampleProduct } from '../support/products.ts';
import { dateOf, type WxAnswer, type WxRequest } from './wx.ts';

export const gateway = 'https://open.bank.example';

/** A tracking event as it arrived. */
export interface Arrived {
  id: string;
  source: string;
  type: string;
  time: string;
  attribution?: string;
  data: Record<string, unknown>;
}

/** Answers as the sandbox bank does: a product, the channel policy, and what was tracked. */
export function sampleBank(policy: () => unknown = samplePolicy) {
  const arrived: Arrived[] = [];
  return {
    arrived,
    answer({ path, method, data }: WxRequest): WxAnswer {
      const header = { Date: dateOf(sampleNow), 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
      const product = /^\/v1\/products\/(\w+)\?partner=lvtu(&locale=([\w-]+))?$/.exec(path);
      if (path === '/v1/channel-policy?partner=lvtu') return { header, data: policy() };
      if (product?.[1] === 'FN30D02A') return { header, data: sampleProduct('FN30D02A', product[3] as 'zh-CN') };
      if (method === 'POST' && path === '/v1/events?k=lvtu') {
        const events = JSON.parse(data as string) as Arrived[];
        arrived.push(...events);
        return { header, statusCode: 202, data: { accepted: events.length, duplicate: 0, rejected: [] } };
      }
      return { header, statusCode: 404, data: { code: 'not_found', traceId: 'trace-7', retryable: false } };
    },
  };
}
