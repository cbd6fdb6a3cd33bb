import { createHash } from 'node:crypto';

/** What is signed for `wx.config`: raw values, the address without its fragment. */
export interface Signed {
  ticket: string;
  nonceStr: string;
  timestamp: number | string;
  url: string;
}

/** WeChat's signature of a page's address: SHA-1 over the pairs in ASCII order. */
export function signPage({ ticket, nonceStr, timestamp, url }: Signed): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url.split('#')[0]}`;
  return createHash('sha1').update(text).digest('hex');
}
