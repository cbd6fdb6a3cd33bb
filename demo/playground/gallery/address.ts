import type { Specimen, State } from './states.ts';

/** Of the playground's address, what a stage's page understands as well: look, knobs, tokens. */
const understood = /^(a\.|t\.|theme$|mode$|locale$)/;

/** Address of the page of a state; look, knobs and tokens of the playground's own go along, and a failure has an origin of its own. */
export function stageOf(specimen: Specimen, state: State, query: URLSearchParams): string {
  const kept = [...query].filter(([name, value]) => value && understood.test(name));
  const url = new URL('/', location.href);
  const fail = query.get('fail');
  url.hostname = [state.id, specimen.name, ...(fail ? [fail] : []), location.hostname].join('.');
  return `${url.href}?${new URLSearchParams(kept)}`;
}
