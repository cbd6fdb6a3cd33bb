/** One call as it goes over the wire. */
export interface Sending {
  method: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** The call outlives the page. */
  keepalive?: boolean | undefined;
}

/** One answer of the gateway, whatever it says. */
export interface Answer {
  /** The call in messages, without its query. */
  what: string;
  status: number;
  ok: boolean;
  data: Record<string, unknown> | undefined;
  /** Why its JSON could not be read. */
  broken: unknown;
  header(name: string): string;
}

/** Makes one call to the gateway, which ends in time; it rejects with an InlayError only, when there was no answer. */
export type Send = (path: string, sending: Sending, timeout?: number) => Promise<Answer>;
