import type { WidgetFact } from '../stage/page-facts.ts';
import type { Stage } from '../stage/stage.ts';
import { setClock, setRight, turn } from './bank.ts';
import type { Look, Step, Story } from './stories.ts';

/** How an expectation came out. */
export type Outcome = 'waiting' | 'holds' | 'fails';

/** Where a step is. */
export interface Progress {
  phase: 'preparing' | 'looking' | 'crossing' | 'done' | 'failed';
  looks: Outcome[];
  crosses: Outcome[];
  /** What the bank said when it refused. */
  error?: string;
}

/** What a player needs of its surroundings. */
export interface Theatre {
  /** Puts the step's page on the stage anew and gives the stage. */
  show(step: Step): Promise<Stage>;
  told(progress: Progress): void;
}

/** Milliseconds an expectation may take, and between two looks at the page. */
const patience = 20_000;
const pace = 250;
/** How long before the instant the clock runs on. */
const lead = 2_000;

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** Whether a page shows what a customer must find there. */
export function holds(look: Look, widgets: readonly WidgetFact[]): boolean {
  const widget = widgets.find(({ tag, key }) => tag === look.tag && key === look.key);
  if (look.gone) return !!widget && !widget.drawn;
  if (!widget?.drawn) return false;
  const { text, buttons } = widget;
  if (look.has && !new RegExp(look.has).test(text)) return false;
  if (look.lacks && new RegExp(look.lacks).test(text)) return false;
  return !look.button || buttons.some(({ label, enabled }) => enabled && new RegExp(look.button!).test(label));
}

/**
 * Plays one step of a story to its end: what happened before it, the bank's clock, the page, what a customer finds on it, and
 * the same page after the clock has run on over an instant. `signal` breaks it off.
 */
export async function playStep(story: Story, index: number, theatre: Theatre, signal: AbortSignal): Promise<Progress> {
  const step = story.steps[index]!;
  const waiting = (looks: readonly Look[] = []) => looks.map((): Outcome => 'waiting');
  const progress: Progress = {
    phase: 'preparing',
    looks: waiting(step.looks),
    crosses: waiting(step.crosses?.looks),
  };
  const tell = (phase: Progress['phase']) => {
    progress.phase = phase;
    if (!signal.aborted) theatre.told({ ...progress });
  };

  try {
    tell('preparing');
    await rehearse(story, index);
    if (signal.aborted) return progress;
    const stage = await theatre.show(step);
    tell('looking');
    if (!(await lookFor(stage, step.looks, progress.looks, () => tell('looking'), signal))) tell('failed');
    else if (step.crosses) {
      const { to, looks } = step.crosses;
      tell('crossing');
      await setClock(new Date(Date.parse(to) - lead).toISOString(), false);
      tell((await lookFor(stage, looks, progress.crosses, () => tell('crossing'), signal, true)) ? 'done' : 'failed');
    } else tell('done');
  } catch (error) {
    progress.error = String(error);
    tell('failed');
  }
  return progress;
}

/** Brings the bank to where a step begins: everything of before, each at its own time. */
async function rehearse(story: Story, index: number): Promise<void> {
  await setRight();
  for (const { at, acts = [] } of story.steps.slice(0, index + 1)) {
    if (!acts.length) continue;
    await setClock(at, true);
    for (const [path, body] of acts) await turn(path, body);
  }
  await setClock(story.steps[index]!.at, true);
}

/**
 * Looks at the page until everything holds; false when it does not in time. `wake`: the bank's clock was turned while the page
 * stood open, which it can only learn by asking the bank; a busy page may have missed the first call.
 */
async function lookFor(
  stage: Stage,
  looks: readonly Look[],
  outcomes: Outcome[],
  told: () => void,
  signal: AbortSignal,
  wake = false,
): Promise<boolean> {
  const end = performance.now() + patience;
  for (let round = 0; !signal.aborted; round++) {
    if (wake && round % 12 === 0) await stage.ask('wake').catch(() => undefined);
    const widgets = await stage.ask<WidgetFact[]>('widgets').catch(() => []);
    const found = looks.map((look) => holds(look, widgets));
    const all = found.every(Boolean);
    const over = performance.now() > end;
    found.forEach((fine, index) => (outcomes[index] = fine ? 'holds' : over ? 'fails' : 'waiting'));
    told();
    if (all || over) return all;
    // Far from the customer's eyes nothing is drawn; he goes there when he sees the page, or after a second.
    const next = looks[found.indexOf(false)]!;
    if (round > 3 || widgets.some(({ drawn }) => drawn))
      await stage.ask('show', { tag: next.tag, key: next.key }).catch(() => undefined);
    await wait(pace);
  }
  return false;
}
