import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hostId, simulatedHosts } from './settings.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Where a server of the demo has the scripts below. */
const folder = '/playground/';

/** What a server does to a page that is opened as a scene: `?host=alipay-android` puts a host around it, `?watch` lets the playground listen. */
export interface Scene {
  /** Puts the scripts in front of everything else in the page. */
  markup(html: string): string;
  /** Lets the page's policy take these scripts, and the playground's frame. */
  policy(csp: string): string;
  /** What a link to another page of the site needs behind its path to stay in the scene. */
  keep: string;
}

/** Reads the scene out of an address; without a word of one, and without a playground, the page stays as it is. */
export function sceneOf({ origin, searchParams }: URL, playground = ''): Scene {
  const host = simulatedHosts.find((one) => hostId(one) === searchParams.get('host'));
  const watched = playground && searchParams.has('watch');
  const tags = [
    ...(host ? [`<script src="${folder}host-${hostId(host)}.js"></script>`] : []),
    ...(watched ? [`<script src="${folder}probe.js" data-playground="${playground}"></script>`] : []),
  ];
  const specimen = watched && searchParams.get('watch') === 'specimen' ? ` data-specimen${lookOf(searchParams)}` : '';
  const kept = [...(host ? [`host=${hostId(host)}`] : []), ...(watched ? ['watch'] : [])];
  return {
    markup(html) {
      const begun = html.replace('<head>', () => `<head>${tags.join('')}`);
      // A state of the gallery: the frame is as high as the page, and the knobs are this widget's.
      const text = specimen ? begun.replace('<body', '$& data-fits').replace(/<inlay-[a-z-]+/, `$&${specimen}`) : begun;
      // In a frame of another site an observer knows no margin: a widget would wait until it is scrolled to.
      return watched ? text.replace(/<inlay-[a-z-]+(?![^>]*\sloading=)/g, '$& loading="eager"') : text;
    },
    policy(csp) {
      const scripts = tags.length ? csp.replace('script-src ', `script-src ${origin}${folder} `) : csp;
      return watched ? scripts.replace("frame-ancestors 'none'", `frame-ancestors ${playground}`) : scripts;
    },
    keep: kept.length ? `?${kept.join('&')}` : '',
  };
}

/** How a widget of the gallery is to look, as its attributes. */
function lookOf(query: URLSearchParams): string {
  const words = ['theme', 'mode', 'locale'].map((name) => [name, query.get(name) ?? ''] as const);
  return words.map(([name, word]) => (/^[a-zA-Z-]{2,8}$/.test(word) ? ` ${name}="${word}"` : '')).join('');
}

/** Serves the scripts of scenes; nothing for any other path. */
export async function sceneFile({ pathname }: URL): Promise<{ bytes: Uint8Array; type: string } | undefined> {
  if (!pathname.startsWith(folder)) return undefined;
  const text = await scriptOf(pathname.slice(folder.length));
  return text === undefined ? undefined : { bytes: Buffer.from(text), type: 'text/javascript; charset=utf-8' };
}

async function scriptOf(file: string): Promise<string | undefined> {
  if (file === 'probe.js') return bundle('../playground/stage/probe.ts');
  const host = simulatedHosts.find((one) => file === `host-${hostId(one)}.js`);
  return host && `${await bundle('scene-host.ts')};simulator.stepInto(window, ${JSON.stringify(host)});`;
}

const made = new Map<string, Promise<string>>();

/** A script as a page can load it, made when it is first asked for. */
function bundle(entry: string): Promise<string> {
  const there = made.get(entry);
  if (there) return there;
  const options = { bundle: true, format: 'iife', globalName: 'simulator', target: 'es2022', write: false } as const;
  const text = build({ ...options, entryPoints: [here(entry)], minify: true, logLevel: 'silent' }).then(
    ({ outputFiles }) => outputFiles[0]!.text,
  );
  made.set(entry, text);
  return text;
}
