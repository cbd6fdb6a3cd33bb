import { request } from 'node:http';
import type { WxAnswer, WxRequest } from './wx.ts';

/** WeChat's referer, by which a bank knows the mini-program. */
export const appOrigin = 'https://servicewechat.com/wx0123456789abcdef';

/** Carries a request of `wx` to a real server, as WeChat does: no origin, a referer of its own, JSON read on arrival. */
export function overHttp({ url, method, header, data }: WxRequest): Promise<WxAnswer> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', ...header, referer: `${appOrigin}/12/page-frame.html` };
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const call = request(url, { method, headers: lower }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        let read: unknown = text;
        try {
          read = JSON.parse(text);
        } catch {
          // It stays a text.
        }
        // In the case in which iOS hands them over.
        const named = Object.entries(answer.headers).map(([name, value]) => [
          name.replace(/(^|-)\w/g, (sign) => sign.toUpperCase()),
          `${value}`,
        ]);
        resolve({ statusCode: answer.statusCode!, data: read, header: Object.fromEntries(named) });
      });
    });
    call.on('error', (error) => resolve({ fail: error.message }));
    call.end(typeof data === 'string' ? data : data === undefined ? undefined : JSON.stringify(data));
  });
}
