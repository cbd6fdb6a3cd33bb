import type { Browser } from 'playwright-core';
import { startBank } from '../../../demo/bank/start.ts';
import { startPartner } from '../../../demo/partners/backend.ts';
import { closeTab, CPU_THROTTLE, openTab, throttleCpu } from '../browser.ts';
import { bundle } from '../bundle.ts';
import { atMost, ms, say, type Options, type Section } from '../section.ts';
import { spread, type Spread } from '../statistics.ts';

const path = '/frame/claim?partner=lvtu&campaign=QINGHE-INSTALMENT';

/** One visit, in milliseconds. */
interface Visit {
  /** From the tap to the frame's first word over the port. */
  ready: number;
  /** From the tap until the customer's masked identity is in the frame: ticket, port, session at the bank. */
  known: number;
}

/** How soon the bank's frame is there, and knows the customer: made at the tap, and made ahead of it. */
export async function benchFrame(browser: Browser, options: Options): Promise<Section> {
  const bank = await startBank({ port: 0, data: 'memory', sandbox: true });
  const partner = await startPartner({ id: 'lvtu', bank, port: 0, keys: 'memory' });
  const { js } = await bundle('../support/frame-host.ts');
  const html = `<!doctype html><meta charset="utf-8"><title>frame</title><div id="place"></div><script>${js.replaceAll('</', '<\\/')}</script>`;
  partner.page('/frame.html', html, '');

  async function visit(ahead: boolean): Promise<Visit> {
    const tab = await openTab(browser);
    await tab.page.goto(`${partner.origin}/frame.html`);
    await throttleCpu(tab, CPU_THROTTLE);
    // A customer taps on a page that stands still, not while the one before is being torn down.
    await tab.page.waitForTimeout(1000);
    const measured = await tab.page.evaluate(
      async ([at, path, ahead]) => {
        const begin = () => {
          const sitting = window.sit(at, path);
          const heard: Record<string, number> = {};
          const arrival = (kind: string) =>
            new Promise<number>((resolve) => {
              if (heard[kind]) resolve(heard[kind]);
              waiting[kind] = resolve;
            });
          const waiting: Record<string, (at: number) => void> = {};
          sitting.said.push = (message) => {
            for (const kind of ['any', message.kind ?? '']) {
              heard[kind] ??= performance.now();
              waiting[kind]?.(heard[kind]);
            }
            return 0;
          };
          return { sitting, arrival };
        };
        const early = ahead ? begin() : undefined;
        if (early) await early.arrival('any').then(() => new Promise((later) => setTimeout(later, 300)));
        const start = performance.now();
        const { sitting, arrival } = early ?? begin();
        const ticket = await (await fetch(`/bank-ticket?frame=${sitting.nonce}`)).text();
        sitting.frame.send({ kind: 'visit', ticket, key: 'bench', placement: 'bench' });
        const ready = Math.max(0, (await arrival('any')) - start);
        return { ready, known: (await arrival('session')) - start };
      },
      [bank.origin, path, ahead] as const,
    );
    await closeTab(tab);
    return measured;
  }

  try {
    // The first visit makes the bank bundle its script.
    await visit(false);
    const cold: Visit[] = [];
    const ahead: Visit[] = [];
    for (let round = 0; round < Math.max(options.rounds, 5); round++) {
      say(`frame, round ${round + 1}`);
      cold.push(await visit(false));
      ahead.push(await visit(true));
    }
    const of = (visits: Visit[], figure: keyof Visit) => spread(visits.map((one) => one[figure]));
    const cell = ({ median, low, high }: Spread) => `${ms(median)} (${ms(low)}–${ms(high)})`;
    const row = (name: string, visits: Visit[]) => [name, cell(of(visits, 'ready')), cell(of(visits, 'known'))];
    return {
      tables: [
        {
          title: 'The bank’s frame',
          note:
            `Chromium with the page at ${CPU_THROTTLE}× CPU throttle (the frame is a process of its own, at full speed), bare loopback, a fresh browser context each time. ` +
            'Ready: the frame’s first word over the port. Known: the masked identity stands in the frame, after ticket, port and session. Median (quartiles).',
          head: ['', 'tap to ready', 'tap to known'],
          rows: [row('made at the tap', cold), row('made ahead, on intent', ahead)],
        },
      ],
      checks: [atMost('bank’s frame ready after the tap, 4× throttle', of(cold, 'ready').median, 200, ms)],
    };
  } finally {
    await partner.stop();
    await bank.stop();
  }
}
