/** Name of each chunk that the loader itself asks for with the hash it must have, set by the build. */
declare const __INLAY_CHUNKS__: Record<string, string>;

/** Hash by name of every chunk that is known so far: the base chunk, which is checked itself, brings those of the others. */
export const hashes = __INLAY_CHUNKS__;

// Taken from the prototype: an <img name="querySelectorAll"> would answer for the document's own.
const query = Document.prototype.querySelectorAll;
const folder = import.meta.url.replace(/[^/]*$/, 'chunks/');
// WebKit takes a modulepreload without looking at its integrity (seen in WebKitGTK 2.50), but checks that of a
// script; where Trusted Types are enforced the others let us make a link without asking for a policy.
const byScript = /^Apple/.test(navigator.vendor) || !document.createElement('link').relList.supports('modulepreload');
const loaded: Record<string, Promise<unknown> | undefined> = {};
let fetches = 0;

/** Calls back with every element below a root that a selector names. */
export function each<E extends Element>(root: ParentNode, selector: string, act: (element: E) => void): void {
  const found = (root === document ? query : root.querySelectorAll).call(root, selector);
  // By index: there are pages whose NodeList has lost its iterator.
  for (let i = 0; i < found.length; i++) act(found[i] as E);
}

/** This script's own tag; `undefined` when the page has taken it out. */
export let ownScript: HTMLScriptElement | undefined;
/** More tags of this same script, which a browser runs once. */
export const twins: HTMLScriptElement[] = [];
each<HTMLScriptElement>(document, 'script', (script) => {
  if (script.src !== import.meta.url) return;
  if (ownScript) twins.push(script);
  else ownScript = script;
});

/**
 * Loads a chunk that has exactly the bytes this loader was built with; tries a failed one three more times within
 * about half a minute. A chunk imports nothing itself, so its own hash covers all of it.
 */
export function loadChunk<T>(name: string): Promise<T> {
  return (loaded[name] ||= attempt(name, 0)) as Promise<T>;
}

async function attempt(name: string, failures: number): Promise<unknown> {
  // Firefox remembers a failed module by its address, so a new try needs a new one.
  const url = `${folder}${name}.js${fetches && failures ? `?${fetches}` : ''}`;
  try {
    await verify(url, hashes[name]!);
    // Answered from the module map: an import that fetched for itself would check nothing.
    return await import(url);
  } catch (error) {
    fetches++;
    if (failures > 2) {
      loaded[name] = undefined;
      throw error;
    }
    await new Promise((resume) => setTimeout(resume, 4 ** failures * (600 + 600 * Math.random())));
    return attempt(name, failures + 1);
  }
}

/** Puts a module into the page's module map if its bytes have the hash; rejects otherwise. */
function verify(url: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const node = document.createElement(byScript ? 'script' : 'link') as HTMLScriptElement & HTMLLinkElement;
    node.integrity = integrity;
    node.crossOrigin = 'anonymous';
    if (ownScript) node.nonce = ownScript.nonce;
    const end = (settle: (value: void) => void) => () => {
      clearInterval(watch);
      settle(node.remove());
    };
    node.onload = end(resolve);
    node.onerror = end(reject);
    // A page that is written over takes the tag away, and no event comes any more.
    const watch = setInterval(() => node.isConnected || end(reject)(), 1000);
    if (byScript) {
      node.type = 'module';
      node.src = trusted(url);
    } else {
      node.rel = 'modulepreload';
      node.href = url;
    }
    each(document, 'head', (head) => head.appendChild(node));
  });
}

interface Factory {
  createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
}

function trusted(url: string): string {
  const factory = (window as { trustedTypes?: Factory }).trustedTypes;
  return factory
    ? factory.createPolicy('inlay', { createScriptURL: (chunk: string) => chunk }).createScriptURL(url)
    : url;
}
