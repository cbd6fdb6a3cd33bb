import type { FrameConfig } from '../config.ts';
import { connect } from './channel.ts';
import { canSee, guard } from './guard.ts';

/** What the page around us wants done: a claim under its key. Everything in it is the page's word, not ours. */
interface Visit {
  kind: 'visit';
  ticket: string;
  key: string;
  placement: string;
  /** Opaque; empty without one. */
  attribution?: string;
}

/** What the bank answers, as far as we read it. */
interface Answer {
  /** HTTP status. */
  http: number;
  code?: string;
  token?: string;
  identity?: string;
}

const { origins, partner, campaign, digest, texts } = JSON.parse(document.body.dataset.config!) as FrameConfig;
const part = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const main = part('main');
const button = part<HTMLButtonElement>('claim');

connect(origins, (port, parent, nonce) => {
  const tell = (kind: string, more?: object) => port.postMessage({ kind, ...more });
  const say = (text: string) => void (part('say').textContent = text);
  let visit: Visit | undefined;
  let token = '';
  let sending = false;

  async function post(path: string, body: object, key?: string): Promise<Answer> {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-inlay-frame': token || 'new' };
    if (key) headers['idempotency-key'] = key;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10_000);
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal: stop.signal });
    return { ...((await answer.json()) as Answer), http: answer.status };
  }

  async function open(given: Visit): Promise<void> {
    visit = given;
    const session = await post('/frame/session', { partner, ticket: given.ticket, nonce, parent });
    if (session.http === 200) {
      token = session.token!;
      part('who').textContent = session.identity!;
      button.disabled = false;
    } else if (session.code === 'bank_identity_required') {
      say(texts.unbound);
      button.hidden = true;
      part('leave').hidden = false;
    } else return tell('leave');
    tell('session', { bound: !button.disabled });
  }

  async function send({ key, placement, attribution }: Visit): Promise<void> {
    sending = true;
    button.setAttribute('aria-busy', 'true');
    tell('sending');
    const path = `/v1/campaigns/${campaign}/claims?partner=${partner}`;
    const { http, ...claim } = await post(path, { digest, placement, attribution: attribution || undefined }, key);
    if (http < 300) tell('granted', { claim });
    else if (http === 401 || claim.code === 'bank_identity_required') tell('leave');
    else if (http < 500 && http !== 429 && claim.code !== 'in_progress') tell('refused', { code: claim.code });
    else tell('unknown');
  }

  const allows = guard([part('deal'), button], [part('what'), part('rules')]);
  button.onclick = (event) => {
    if (sending || !visit) return;
    if (allows(event)) send(visit).catch(() => tell('unknown'));
    else say(texts.again);
  };
  part('leave').onclick = (event) => event.isTrusted && tell('leave');
  part('close').onclick = (event) => event.isTrusted && !sending && tell('close');
  addEventListener('keydown', ({ key }) => key === 'Escape' && !sending && tell('close'));
  new ResizeObserver(() => tell('height', { height: Math.ceil(main.getBoundingClientRect().height) })).observe(main);
  port.onmessage = ({ data }: MessageEvent<Partial<Visit> | null>) => {
    if (data?.kind !== 'visit' || visit) return;
    if (canSee) open(data as Visit).catch(() => tell('leave'));
    else tell('leave');
  };
});
