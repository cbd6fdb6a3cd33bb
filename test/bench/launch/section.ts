import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { say, type Section } from '../section.ts';
import { peers, type Deed } from './peers.ts';
import type { Case } from './rows.ts';

const names = ['Inlay', ...peers.map((peer) => peer.name)];

/** What was true at the end, as somebody sees it who looks at the phone. */
function truth({ saw }: Deed, installed: boolean): string {
  if (saw.includes('app')) return 'opened';
  return installed ? 'not opened' : 'missing';
}

const faults: Record<string, (deed: Deed, one: Case) => boolean> = {
  'says "opened" although it was not': ({ said, saw }) => said === 'opened' && !saw.includes('app'),
  'says "failed" although the app was opened': ({ said, saw }) =>
    /failed|not_installed/.test(said) && saw.includes('app'),
  'leads to a store although the app is there': ({ saw }, { installed }) => saw.includes('store') && installed,
  'leads to a store after a cancel': ({ saw }, { act }) => saw.includes('store') && act === 'cancels',
  'leads to a store that nobody asked for': ({ saw }) => saw.includes('store'),
  'leaves an error page in the place of the page': ({ saw }) => saw.includes('error page'),
  'opens the app and leads elsewhere as well': ({ saw }) =>
    saw.includes('app') && saw.some((one) => /page|store/.test(one)),
  'does nothing at all': ({ visits, said }) => !visits.length && !said,
  'throws into the page': ({ said }) => said.startsWith('throws'),
  'says nothing of the outcome': ({ said }) => !said,
};

/** Opening the bank's app on a model of a phone, side by side; printed, not judged. */
export async function benchLaunch(): Promise<Section> {
  say('launch: the table of test/bridge/hosts/launch-rows.ts with three libraries');
  const out = execFileSync(process.execPath, [fileURLToPath(new URL('./rows.ts', import.meta.url))], {
    maxBuffer: 1e8,
    encoding: 'utf8',
  });
  const cases = JSON.parse(out) as Case[];
  const count = (fault: (deed: Deed, one: Case) => boolean, at: number) =>
    String(cases.filter((one) => fault(one.deeds[at]!, one)).length);
  const devices = [...new Set(cases.map(({ what }) => what))];
  const cell = (what: string, installed: boolean, at: number) =>
    cases
      .filter((one) => one.what === what && one.installed === installed)
      .map((one) => letter(one.deeds[at]!, one))
      .join('');
  return {
    checks: [],
    tables: [
      {
        title: 'Opening the bank’s app: 30 pages on devices, app there or not, six acts of the customer',
        note: `${cases.length} cases on a model of a phone (test/bridge/hosts/phone.ts), which shows what a library makes of the same events, not what a device does.`,
        head: ['of all cases, the library …', ...names],
        rows: Object.keys(faults).map((what) => [what, ...names.map((_, at) => count(faults[what]!, at))]),
      },
      {
        title: 'The same case by case',
        note: 'Per act: confirms, confirms late, cancels, pulls notifications, gets a call, gets a call at once. O opened, c cancelled, n not installed, b blocked, u unknown, f failed, - nothing said; X what was said is false, S a store nobody asked for, E an error page.',
        head: ['', ...names.flatMap((name) => [`${name}, there`, 'missing'])],
        rows: devices.map((what) => [what, ...names.flatMap((_, at) => [cell(what, true, at), cell(what, false, at)])]),
      },
    ],
  };
}

function letter(deed: Deed, { installed }: Case): string {
  const { said, saw } = deed;
  if (saw.includes('store')) return 'S';
  if (saw.includes('error page')) return 'E';
  const opened = truth(deed, installed) === 'opened';
  if (said === 'opened' ? !opened : /failed|not_installed/.test(said) && opened) return 'X';
  return said ? ({ opened: 'O', not_installed_likely: 'n' }[said] ?? said[0]!) : '-';
}
