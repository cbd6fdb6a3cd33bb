import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { say } from '../say.ts';
import { type ClockState, readClock, setClock, setRight } from './bank.ts';

const shanghai = (instant: number) => new Date(instant + 288e5).toISOString();

const isMoved = ({ frozenAt, offsetMs }: ClockState) => frozenAt !== null || offsetMs !== 0;

/** How the bank's time goes; nothing is said before the bank has been asked. */
function wordFor(clock: ClockState | undefined): string {
  if (!clock) return '…';
  if (clock.frozenAt !== null) return say('停住', 'Held');
  return isMoved(clock) ? say('走着，非真实时间', 'Running, moved') : say('真实时间', 'Real time');
}

/** The bank's time as it runs, to be set, held, and put right. Fires `change` when it was moved by hand. */
@customElement('bank-clock')
export class BankClock extends LitElement {
  @state() private clock?: ClockState;
  private timer?: ReturnType<typeof setInterval>;
  private turns = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.tick(), 500);
    void this.tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Asks the bank now and then: a story may have moved its clock. */
  private async tick(): Promise<void> {
    if (this.turns++ % 2 === 0) this.clock = (await readClock().catch(() => undefined)) ?? this.clock!;
    this.requestUpdate();
  }

  private get now(): number {
    const { frozenAt = null, offsetMs = 0 } = this.clock ?? {};
    return frozenAt ?? Date.now() + offsetMs;
  }

  private async move(act: () => Promise<ClockState>): Promise<void> {
    this.clock = await act();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private handleSet(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [day, time] = ['day', 'time'].map((name) => form.get(name));
    if (typeof day !== 'string' || typeof time !== 'string' || !day || !time) return;
    void this.move(() => setClock(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`, form.has('freeze')));
  }

  protected override render(): TemplateResult {
    const text = shanghai(this.now);
    const moved = !!this.clock && isMoved(this.clock);
    return html`<section class="clock" aria-label=${say('银行时钟', 'The bank’s clock')}>
      <p class="quiet">${wordFor(this.clock)}</p>
      <p class="time num">${text.slice(11, 19)}</p>
      <p class="num">${text.slice(0, 10)} ${say('北京时间', 'Shanghai')}</p>
      <form @submit=${this.handleSet}>
        <input type="date" name="day" aria-label=${say('拨到哪天', 'Day to set')} .defaultValue=${text.slice(0, 10)} />
        <input
          type="time"
          name="time"
          step="1"
          aria-label=${say('拨到几点', 'Time to set')}
          .defaultValue=${text.slice(11, 16)}
        />
        <label><input type="checkbox" name="freeze" /> ${say('停住', 'Hold')}</label>
        <p class="tools">
          <button class="tool">${say('拨过去', 'Set')}</button>
          <button type="button" class="tool" @click=${() => this.move(() => setRight())} ?disabled=${!moved}>
            ${say('恢复', 'Put right')}
          </button>
        </p>
      </form>
    </section>`;
  }
}
