import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';

/** What WeChat's own elements look like before any style of ours. */
export const builtInStyle = `
  view, scroll-view, root-portal { display: block }
  scroll-view[scroll-y] { overflow-y: auto }
  [hidden] { display: none !important }
  image { display: inline-block; width: 320px; height: 240px; overflow: hidden }
  image img { display: block; width: 100%; height: 100% }
  button { all: unset; display: block; box-sizing: border-box; width: 184px; margin: 0 auto; padding: 8px 24px;
    font-size: 17px; font-weight: 700; line-height: 1.41; text-align: center; background: #f2f2f2; border-radius: 4px }`;

/**
 * A style sheet (WXSS) as CSS, with what it imports. With a `scope` it is a component's: its classes carry that name, as WeChat
 * isolates them; without one it is the app's.
 */
export function styleOf(root: string, file: string, scope = ''): string {
  const read = (path: string): string =>
    readFileSync(join(root, path), 'utf8').replace(/@import '([^']+)';/g, (_, next: string) =>
      read(posix.join(dirname(path), next)),
    );
  const css = read(file)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/(\d*\.?\d+)rpx\b/g, (_, n: string) => `calc(${n} * 100vw / 750)`);
  if (!scope) return css;
  return css.replace(/:host\b/g, scope).replace(/\.(-?[_a-zA-Z][\w-]*)(?=[^{}]*\{)/g, `.${scope}--$1`);
}

/** Compiles pages (WXML) by their path without the ending; gives an expression of JavaScript, an object by the same paths. */
export function compileTemplates(pages: Readonly<Record<string, string>>): string {
  const group = new TmplGroup();
  const complaints: string[] = [];
  for (const [path, text] of Object.entries(pages)) {
    const found = group.addTmpl(path, text) as unknown;
    if (Array.isArray(found)) complaints.push(...found.map((one) => `${path}: ${JSON.stringify(one)}`));
  }
  if (complaints.length) throw new Error(complaints.join('\n'));
  const made = group.getTmplGenObjectGroups();
  group.free();
  return made;
}
