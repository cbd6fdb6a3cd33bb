import type { Specimen, State } from './states.ts';

/** Of the playground's address, what a stage's page understands as well: look, knobs, tokens, failure. */
const understood = /^(a\.|t\.|theme$|mode$|locale$|fail$)/;

/** Address of the page of a state; look, knobs, tokens and failure of the playground's own address go along. */
export function stageOf(specimen: Specimen, state: State, query: URLSearchParams): string {
  const kept = [...query].filter(([name, value]) => value && understood.test(name));
  const url = new URL('/', location.href);
  url.hostname = `${state.id}.${specimen.name}.${location.hostname}`;
  return `${url.href}?${new URLSearchParams(kept)}`;
}
