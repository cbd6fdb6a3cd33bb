import { globSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { builtInStyle, compileTemplates, styleOf } from './compile.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const project = here('../miniprogram');
const sdk = here('../../dist/miniprogram');
/** Where WeChat's developer tool puts the package. */
const npm = 'miniprogram_npm/@inlay/sdk';

/** Folder the drawn mini-program is written to; git-ignored. */
export const twinBundles = here('../.dist/mini');

interface Config {
  usingComponents?: Record<string, string>;
  navigationBarTitleText?: string;
}
const read = (path: string) => readFileSync(path, 'utf8');
const configOf = (path: string) => JSON.parse(read(path)) as Config;
const text = (value: unknown) => JSON.stringify(value);

/** What WeChat has of its own and a browser has not: a picture, a link to a page, a web-view. */
const builtIn: Readonly<Record<string, { wxml: string; js: string }>> = {
  image: { wxml: '<img src="{{src}}" alt="" />', js: 'Component({ properties: { src: String, mode: String } })' },
  navigator: {
    wxml: '<slot />',
    js: `Component({ properties: { url: String }, lifetimes: { attached() {
      this._$.$$.setAttribute('aria-role', 'link');
      this._$.addListener('tap', () => twin.open(this.data.url));
    } } })`,
  },
  'web-view': {
    wxml: '<block />',
    js: 'Component({ properties: { src: String }, observers: { src(src) { if (src) twin.web(src); } } })',
  },
};
const builtInPaths = Object.fromEntries(Object.keys(builtIn).map((name) => [name, `/built-in/${name}`]));

/** Names by path: the engine knows neither npm nor the app's own list. */
function pathsOf(used: Record<string, string> = {}): Record<string, string> {
  const named = Object.entries(used).map(([tag, place]) => [tag, place.replace(/^@inlay\/sdk/, `/${npm}`)]);
  return { ...builtInPaths, ...(Object.fromEntries(named) as Record<string, string>) };
}

/** The app's own addresses are those of this start of the demo. */
const resolved: Plugin = {
  name: 'twin',
  setup({ onResolve }) {
    onResolve({ filter: /^@inlay\/sdk$/ }, () => ({ path: join(sdk, 'index.js') }));
    onResolve({ filter: /\/settings\.js$/ }, ({ importer }) =>
      importer.startsWith(project) ? { path: here('settings.ts') } : undefined,
    );
  },
};

/** Bundles `demo/miniprogram` with the built package, its pages compiled, for the page that draws it (`mini.html`). */
export async function buildTwin(): Promise<void> {
  const app = configOf(`${project}/app.json`) as Config & { pages: string[] };
  const components = globSync('*/index.json', { cwd: sdk }).map(dirname).sort();
  const wxml: Record<string, string> = {};
  const titles: Record<string, string> = {};
  const parts: string[] = [];
  const part = (path: string, config: object, scope: string, run: string) =>
    parts.push(`{ path: ${text(path)}, config: ${text(config)}, scope: ${text(scope)}, run() { ${run} } }`);

  for (const [name, { wxml: page, js }] of Object.entries(builtIn)) {
    wxml[`built-in/${name}`] = page;
    part(`built-in/${name}`, { component: true }, '', js);
  }
  for (const file of globSync('**/*.wxml', { cwd: sdk })) wxml[`${npm}/${file.slice(0, -5)}`] = read(join(sdk, file));
  for (const name of components) {
    const config = configOf(`${sdk}/${name}/index.json`);
    const own = { ...config, usingComponents: pathsOf(config.usingComponents) };
    part(`${npm}/${name}/index`, own, `inlay-${name}`, `require(${text(`${sdk}/${name}/index.js`)})`);
  }
  for (const page of app.pages) {
    const config = configOf(`${project}/${page}.json`);
    wxml[page] = read(`${project}/${page}.wxml`);
    titles[page] = config.navigationBarTitleText ?? '';
    const used = pathsOf({ ...app.usingComponents, ...config.usingComponents });
    part(page, { usingComponents: used }, '', `require(${text(`${project}/${page}.js`)})`);
  }

  const entry = `import { start } from './main.ts';
    start({
      pages: ${text(app.pages)}, titles: ${text(titles)}, templates: ${compileTemplates(wxml)}, parts: [${parts.join()}],
      app: () => require(${text(`${project}/app.js`)}), sdk: () => require('@inlay/sdk'),
    });`;
  const styles = [
    builtInStyle,
    styleOf(project, 'app.wxss'),
    ...app.pages.map((page) => styleOf(project, `${page}.wxss`)),
    ...components.map((name) => styleOf(sdk, `${name}/index.wxss`, `inlay-${name}`)),
    read(here('shell.css')),
  ];
  await mkdir(twinBundles, { recursive: true });
  await Promise.all([
    build({
      stdin: { contents: entry, resolveDir: here('.'), loader: 'js' },
      outfile: join(twinBundles, 'mini.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'warning',
      plugins: [resolved],
    }),
    transform(styles.join('\n'), { loader: 'css', minify: true }).then(({ code }) =>
      writeFile(join(twinBundles, 'mini.css'), code),
    ),
    copyFile(here('mini.html'), join(twinBundles, 'mini.html')),
  ]);
}

if (import.meta.main) await buildTwin();
