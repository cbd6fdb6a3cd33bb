import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Stage } from '../stage/stage.ts';

/** Milliseconds between two looks at a page. */
const pace = 700;

/**
 * Keeps the answers to some questions about a stage's page: asks again and again while the panel is open, and draws it anew
 * when something changed.
 */
export class Asking implements ReactiveController {
  private readonly host: ReactiveControllerHost & { stage?: Stage | undefined };
  private readonly questions: readonly string[];
  private timer?: ReturnType<typeof setTimeout> | undefined;
  private open = false;
  private known: Record<string, unknown> = {};
  private text = '';

  constructor(host: ReactiveControllerHost & { stage?: Stage | undefined }, ...questions: string[]) {
    this.host = host;
    this.questions = questions;
    host.addController(this);
  }

  hostConnected(): void {
    this.open = true;
    void this.look();
  }

  hostDisconnected(): void {
    this.open = false;
    clearTimeout(this.timer);
  }

  /** The last answer to a question, if there is one. */
  answer<T>(question: string): T | undefined {
    return (this.known[question] as T | null | undefined) ?? undefined;
  }

  /** Looks now, say after a change that the panel made. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    const { stage } = this.host;
    const ask = async (question: string) => stage?.ask<unknown>(question).catch(() => undefined);
    const given = await Promise.all(this.questions.map(ask));
    const known = Object.fromEntries(this.questions.map((question, index) => [question, given[index]]));
    if (!this.open) return;
    // What the page's widgets have said by themselves is news as well.
    const text = JSON.stringify([known, stage?.heard.length]);
    if (text !== this.text) {
      this.known = known;
      this.text = text;
      this.host.requestUpdate();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), pace);
  }
}
