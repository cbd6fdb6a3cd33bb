import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const mark = 'parent.postMessage("ran", "*");';
/** A chunk's hash as the loader or the base has it. */
const sri = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const file = (path) => readFileSync(`dist/${path}`, 'utf8');

/**
 * Serves `/tampered/<chunk>/<how>/…`: the built files with one chunk changed. `how` is `held` when the loader is the one
 * that was shipped, or `built-in` when it was built with the changed chunk. A middleware, because plugins would rewrite
 * what is served.
 */
export async function tamperedSite(context, next) {
  const [, chunk, how, rest] = /^\/tampered\/([\w-]+)\/([\w-]+)\/(.*)$/.exec(context.path) ?? [];
  if (!chunk) return next();
  const changed = `chunks/${chunk}.js`;
  const text = (name) => (name === changed ? mark + file(name) : file(name));
  if (rest === 'page.html') {
    const locale = /^text-(.*)/.exec(chunk)?.[1] ?? 'zh-CN';
    context.type = 'html';
    context.body = `<!doctype html><script type="module" src="./inlay.js" data-partner="lvtu" data-locale="${locale}"
      data-gateway="http://localhost:1"></script><inlay-wealth-card product="A" loading="eager"></inlay-wealth-card>`;
    return undefined;
  }
  context.type = 'js';
  const hold = (name) => text(name).replace(sri(file(changed)), sri(text(changed)));
  const base = 'chunks/base.js';
  if (how === 'held') context.body = text(rest);
  else context.body = rest === 'inlay.js' ? hold(rest).replace(sri(file(base)), sri(hold(base))) : hold(rest);
  return undefined;
}
