import 'fake-indexeddb/auto';
import { net, problem, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Inlay, InlayConfig } from '../../src/core/inlay.ts';
import { init } from '../../src/init.ts';
import { readSettings } from '../../src/settings.ts';

const config: InlayConfig = { partner: 'lvtu', gateway: 'https://open.bank.example' };
let started: Inlay | undefined;

function begin(more: Partial<InlayConfig>): Inlay {
  return (started = init({ ...config, ...more }, () => import('../../src/bridge/after-paint.ts')));
}

beforeEach(() => {
  page.reset();
  net.reset(() => problem(404, 'not_found'));
});
afterEach(() => {
  started?.destroy();
  started = undefined;
});

/** What is said in the console while a function runs. */
async function said(run: (lines: string[]) => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => void lines.push(line);
  try {
    await run(lines);
  } finally {
    console.warn = warn;
  }
  return lines;
}

it('an option, a purpose and a state that init does not know are told, and grant nothing', async () => {
  const misspelt = { consnet: { service: 'granted' }, consent: { servce: 'granted' }, debug: true };
  const lines = await said(async (lines) => {
    const inlay = begin(misspelt as Partial<InlayConfig>);
    inlay.ports.tracker.track('coupon_rules_read', { campaign: 'C', placement: 'p', rules: 'r' });
    await until(() => inlay.ledger().waiting, 'the tracker');
    await until(() => lines.length > 1, 'the lines');
    assert.equal(inlay.ledger().queued, 0);
  });
  assert.deepEqual(lines, [
    '[inlay] init has no option "consnet"',
    '[inlay] consent: service,marketing,experience can be granted|denied|unknown, not servce granted',
  ]);
});

it('every option that a page may give is known', async () => {
  const options: Required<InlayConfig> = {
    ...config,
    ...{ host: 'browser', account: 'a', attribution: '', consent: {}, debug: true },
    ...{ locale: 'zh-CN', mode: 'standard', theme: 'auto', getTicket: async () => '', onTrack() {}, onError() {} },
  };
  const lines = await said(async (lines) => {
    begin(options);
    await until(() => lines.length, 'the session');
  });
  assert.deepEqual(lines, ['[inlay] getTicket has none: nobody is signed in']);
});

describe('the attributes of a script tag', () => {
  const read = (data: Record<string, string>) => {
    const lines: string[] = [];
    return { ...readSettings(data, (line) => lines.push(line)), lines };
  };

  it('name what was granted; what is not named was refused, and a misspelt word grants nothing', () => {
    const all = { service: 'denied', marketing: 'denied', experience: 'denied' };
    assert.equal('consent' in read({}), false);
    assert.equal('consent' in read({ consent: '' }), false);
    assert.deepEqual(read({ consent: 'none' }).consent, all);
    assert.deepEqual(read({ consent: ' service, experience ' }).consent, {
      ...all,
      service: 'granted',
      experience: 'granted',
    });
    // The tracker tells the word.
    assert.deepEqual(read({ consent: 'servce' }).consent, { ...all, servce: 'granted' });
  });

  it('never switch off what another tag has switched on', () => {
    assert.equal(read({ debug: '' }).debug, true);
    assert.equal('debug' in read({}), false);
  });

  it('give a ticket source that tells a visitor who is signed out from a fault', async () => {
    const { getTicket } = read({ ticket: '/bank-ticket' });
    const answers = { 200: 'ticket', 401: 'signed out', 404: 'not here', 502: '' };
    const { fetch } = globalThis;
    try {
      for (const [status, body] of Object.entries(answers)) {
        globalThis.fetch = async () => new Response(body, { status: Number(status) });
        if (status === '200') assert.equal(await getTicket!(), 'ticket');
        else if (status === '401') assert.equal(await getTicket!(), '');
        else await assert.rejects(getTicket!(), { message: `/bank-ticket answered ${status}` });
      }
    } finally {
      globalThis.fetch = fetch;
    }
  });
});
