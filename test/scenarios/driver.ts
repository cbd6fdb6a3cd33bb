import type { Clock } from '@sinonjs/fake-timers';
import type { Answers } from './bank-answers.ts';
import { type BankDouble, createBankDouble } from './bank-double.ts';
import type { Part, Scenario, ScenarioStep } from './format.ts';
import type { Button, Moment, Transcript } from './transcript.ts';

/** What a page of the partner's is opened with. */
export interface Opening {
  scenario: Scenario;
  bank: BankDouble;
  /** Hands out tickets; undefined where nobody is signed in. */
  getTicket: (() => Promise<string>) | undefined;
  attributes: Record<string, string>;
  /** The page's copies of what happens; the driver notes them. */
  onTrack(event: { name: string; data: unknown }): void;
  onEvent(name: string, detail: unknown): void;
  /** True for an event that the page stops. */
  stops(name: string): boolean;
  onGo(address: string): void;
}

/** One host with one widget on one page: a browser or a mini-program, as a scenario drives it. */
export interface Device {
  clock: Clock;
  /** Waits until nothing is under way but timers. */
  settle(): Promise<void>;
  open(opening: Opening): void;
  /** The page is gone; the device keeps what it keeps. */
  close(): void;
  look(): { status: string; texts: string[]; buttons: Button[] };
  tap(part: Part, times: number): Promise<void>;
  comeBack(): void;
  set(settings: object): void;
  setAttributes(attributes: Record<string, string | null>): void;
  consent(change: object): void;
  signIn(getTicket: (() => Promise<string>) | undefined): void;
}

const units: Record<string, number> = { ms: 1, s: 1e3, min: 6e4, h: 36e5, d: 864e5 };

function milliseconds(duration: string): number {
  const [, count = '', unit = ''] = /^(\d+)(\w+)$/.exec(duration) ?? [];
  return Number(count) * units[unit]!;
}

/** The instant at which the bank was recorded. */
const recordedAt = '2026-11-22T10:00:00+08:00';

/** Plays a scenario on a device and writes down what a customer, the page and the bank could notice of it. */
export async function play(scenario: Scenario, recorded: Answers, device: Device): Promise<Transcript> {
  const { clock } = device;
  const bank = createBankDouble(recorded, scenario.bank);
  const prevented = new Set<string>();
  const moments: Moment[] = [];
  const tracked: Moment['tracks'] = [];
  let user = scenario.user;
  let attributes: Record<string, string> = { placement: 'order' };
  let moment: Pick<Moment, 'events' | 'tracks' | 'goes'> = { events: [], tracks: [], goes: [] };

  const ticketOf = () => {
    const mine = user;
    return mine === undefined ? undefined : async () => `ticket-of-${mine}`;
  };
  const change = (next: Record<string, string | null>) => {
    for (const [name, value] of Object.entries(next)) {
      if (value === null) attributes = Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name));
      else attributes = { ...attributes, [name]: value };
    }
  };
  const open = () =>
    device.open({
      scenario,
      bank,
      getTicket: ticketOf(),
      attributes,
      onTrack(event) {
        moment.tracks.push(event);
        tracked.push(event);
      },
      onEvent: (name, detail) => moment.events.push({ name, detail: plain(detail) }),
      stops: (name) => prevented.has(name),
      onGo: (address) => moment.goes.push(address),
    });

  /** Lets time pass timer by timer, so that every answer comes before the next timer. */
  async function wait(span: number): Promise<void> {
    const end = clock.now + span;
    for (;;) {
      const next = nextTimer(clock);
      if (next > end) break;
      clock.tick(Math.max(0, next - clock.now));
      await device.settle();
    }
    clock.tick(end - clock.now);
    await device.settle();
  }

  async function take(step: ScenarioStep): Promise<void> {
    if ('wait' in step) return wait(milliseconds(step.wait));
    if ('sleep' in step) clock.jump(milliseconds(step.sleep));
    else if ('tap' in step) await device.tap(step.tap, step.times ?? 1);
    else if ('return' in step) device.comeBack();
    else if ('bank' in step) bank.change(step.bank);
    else if ('settings' in step) device.set(step.settings);
    else if ('consent' in step) device.consent(step.consent);
    else if ('prevent' in step) prevented.add(step.prevent);
    else if ('attributes' in step) {
      change(step.attributes);
      device.setAttributes(step.attributes);
    } else if ('user' in step) {
      user = step.user ?? undefined;
      device.signIn(ticketOf());
    } else {
      device.close();
      await device.settle();
      open();
    }
    await device.settle();
  }

  function note(step: string): void {
    moments.push({ step, ...device.look(), ...moment });
    moment = { events: [], tracks: [], goes: [] };
  }

  clock.setSystemTime(Date.parse(scenario.now ?? recordedAt));
  change(scenario.attributes);
  open();
  await device.settle();
  // The first paint waits 300 ms for the policy at most (a wealth card until it is there), and what comes after it 1 s.
  await wait(50);
  note('opened');
  for (const step of scenario.steps ?? []) {
    await take(step);
    note(JSON.stringify(step));
  }
  // What was tracked has to arrive: two seconds is the longest that an event waits.
  await wait(2500);
  note('left alone');
  const { asked, unanswered } = bank;
  device.close();
  await device.settle();
  if (unanswered.length) throw new Error(`Nothing was recorded for ${unanswered.join(', ')}`);
  return { moments, left: bank.events, asked: { ...asked } };
}

/** Without what cannot travel, such as functions. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** When the next timer is due, on the clock's own time; `Infinity` when none waits. */
function nextTimer(clock: Clock): number {
  const { timers } = clock as Clock & { timers?: Map<unknown, { callAt: number }> };
  return Math.min(Infinity, ...[...(timers ?? new Map()).values()].map(({ callAt }) => callAt));
}
