import type { Emit } from '../../core/events.ts';
import type { Inlay } from '../../core/inlay.ts';
import type { CardModel } from '../../core/models/card-state.ts';
import type { Widget } from './widget.ts';

/** Makes the widget's model when it is wanted, makes a new one when its inputs change, and drops it with the widget. */
export class ModelController<P extends object, M extends CardModel<unknown>> {
  model?: M;
  private host: Widget;
  private make: (inlay: Inlay, params: P, emit: Emit) => M;
  private params: () => P;
  private inlay?: Inlay;
  private key = '';
  private unsubscribe?: () => void;

  constructor(host: Widget, make: (inlay: Inlay, params: P, emit: Emit) => M, params: () => P) {
    this.host = host;
    this.make = make;
    this.params = params;
  }

  get state(): ReturnType<M['getState']> | undefined {
    return this.model?.getState() as ReturnType<M['getState']> | undefined;
  }

  /** Before every draw, when the widget has looked up its Inlay. */
  update(): void {
    const { host } = this;
    const params = this.params();
    const key = Object.values(params).join('\n');
    if (this.model && (host.found !== this.inlay || key !== this.key)) this.drop();
    if (this.model || !host.found || !host.isConnected || !(host.near || host.loading === 'eager')) return;
    this.inlay = host.found;
    this.key = key;
    this.model = this.make(this.inlay, params, (name, detail) => host.emit(name, detail));
    this.unsubscribe = this.model.subscribe(() => host.requestUpdate());
  }

  /** A widget that is moved leaves and comes back in one task: only one that stays away loses its model. */
  leave(): void {
    void Promise.resolve().then(() => {
      if (!this.host.isConnected) this.drop();
    });
  }

  private drop(): void {
    this.unsubscribe?.();
    this.model?.destroy();
    this.model = this.inlay = this.unsubscribe = undefined;
  }
}
