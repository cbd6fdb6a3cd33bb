/** One public event of a widget, as a stage's page tells it. */
export interface Heard {
  /** Milliseconds since the page began. */
  at: number;
  name: string;
  /** The tag that sent it. */
  tag: string;
  detail: Record<string, unknown>;
}

/** What a stage's page says to the playground around it. */
export type FromPage =
  | { inlay: 'heard'; heard: Heard }
  | { inlay: 'here' }
  | { inlay: 'size'; height: number }
  | { inlay: 'leaves'; url: string }
  | { inlay: 'answer'; id: number; value?: unknown; error?: string };

/** What the playground says to a stage's page. */
export type ToPage =
  | { inlay: 'attributes'; values: Record<string, string | null> }
  | { inlay: 'tokens'; values: Record<string, string> }
  | { inlay: 'look'; dark: boolean; light: boolean; elder: boolean }
  | { inlay: 'ask'; id: number; question: string; about?: unknown };
