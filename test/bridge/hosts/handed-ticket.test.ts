import 'fake-indexeddb/auto';
import { json, net, until } from '../net.ts';
import { page } from '../page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Inlay, InlayConfig } from '../../../src/core/inlay.ts';
import { init } from '../../../src/init.ts';
import { seen } from './user-agents.ts';

const ticket = 'T1cket-handed_over.by~mini-program';
const agentOf = (host: string) => seen.find((sample) => sample.host === host)!.agent;
const world = window as { WeixinJSBridge?: unknown; __wxjs_environment?: unknown };
let inlay: Inlay;

function begin(href: string, agent: string, more: Partial<InlayConfig> = {}): void {
  page.reset(href);
  page.agent = agent;
  net.reset((call) =>
    call.path === '/oidc/token'
      ? json({ access_token: 'token-1', token_type: 'DPoP', expires_in: 600, session: 'a' })
      : json({}),
  );
  inlay = init(
    { partner: 'lvtu', gateway: 'https://open.bank.example', ...more },
    () => import('../../../src/bridge/after-paint.ts'),
  );
}

/** Tickets that were redeemed. */
const redeemed = () =>
  net.calls.filter(({ path }) => path === '/oidc/token').map(({ body }) => new URLSearchParams(body).get('ticket'));
const patient = (what: () => unknown) => until(what, 'the session');
const here = 'https://travel.example/hotel?id=7';

beforeEach(() => delete world.WeixinJSBridge);
afterEach(() => inlay.destroy());

describe('a ticket that a mini-program handed over', () => {
  it('is taken out of the address before anything else can read it, and redeemed once', async () => {
    begin(`${here}#inlay_ticket=${ticket}`, agentOf('wechat-webview'));
    assert.equal(page.href, here);
    assert.equal(inlay.session.getState().status, 'starting');
    await patient(() => inlay.session.getState().level === 'partner');
    assert.deepEqual(redeemed(), [ticket]);
  });

  it('leaves the rest of the fragment as it was', () => {
    begin(`${here}#/rooms?x=1&inlay_ticket=${ticket}&y=2`, agentOf('wechat-webview'));
    assert.equal(page.href, `${here}#/rooms?x=1&y=2`);
  });

  it('is redeemed where the page states that it is in a mini-program', async () => {
    begin(`${here}#inlay_ticket=${ticket}`, agentOf('wechat'), { host: 'wechat-webview' });
    await patient(() => redeemed().length);
    assert.deepEqual(redeemed(), [ticket]);
  });

  it('is redeemed where an old client says late that it is in a mini-program', async () => {
    begin(`${here}#inlay_ticket=${ticket}`, agentOf('wechat'));
    setTimeout(() => {
      Object.assign(world, { WeixinJSBridge: { invoke() {} }, __wxjs_environment: 'miniprogram' });
      page.dispatch('document', 'WeixinJSBridgeReady');
    }, 1300);
    await patient(() => redeemed().length);
    assert.deepEqual(redeemed(), [ticket]);
  });

  it('T19 signs nobody in where a link can be sent by anyone: the page’s own ticket counts', async () => {
    for (const agent of [agentOf('wechat'), agentOf('alipay'), agentOf('browser'), 'Mozilla/5.0 (X11; Linux x86_64)']) {
      begin(`${here}#inlay_ticket=${ticket}`, agent, { getTicket: async () => 'own-ticket' });
      world.WeixinJSBridge = { invoke() {} };
      assert.equal(page.href, here, 'it is taken out all the same');
      await patient(() => redeemed().length);
      assert.deepEqual(redeemed(), ['own-ticket'], agent);
      inlay.destroy();
    }
  });

  it('T19 that stood in the query, or is no ticket, counts for nothing', async () => {
    for (const tail of [
      `&inlay_ticket=${ticket}`,
      `&inlay_ticket=${ticket}#x`,
      '#inlay_ticket=',
      '#inlay_ticket=short',
    ]) {
      begin(`${here}${tail}`, agentOf('wechat-webview'));
      assert.doesNotMatch(page.href, /inlay_ticket/);
      assert.equal(inlay.session.getState().status, 'active', 'anonymous');
      inlay.destroy();
    }
  });
});
