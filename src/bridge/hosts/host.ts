import type { Host, Intent } from '../../core/ports.ts';

/** The {@link Host} with what the bridge must know about it besides. */
export interface BridgeHost extends Host {
  /** Tells the callback, too, whether the page came back from the back-forward cache. */
  onReturn(callback: (restored: boolean) => void): () => void;
  /** Runs the callback when the page is left: it may die now, or be kept for the back button. */
  onLeave(callback: () => void): () => void;
}

/** The other tabs of this partner's pages. */
export interface Tabs {
  /** Begins to hear their news, or begins anew: the user who came, or nothing when the user left. */
  listen(hear: (user: string) => void): void;
  /** The user, or a purpose that is refused from now on. */
  tell(news: string): void;
  close(): void;
}

/** Keeps what a customer was doing while he is away at the bank's sign-in. */
export interface Intents {
  /** Keeps the intent for ten minutes and gives the random state that must come back with the customer. */
  keep(intent: Intent | undefined): string;
  /** Takes the state out of the page's address and, if it is ours and in time, lets the intent be taken. */
  resume(): void;
  /** Hands the intent out, once. */
  take(widget: string, key: string): Intent | undefined;
  /** Forgets everything. */
  clear(): void;
}
