import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { TmplGroup } from 'glass-easel-template-compiler';

const here = fileURLToPath(new URL('../..', import.meta.url));

/** What WeChat's own elements look like before any style of ours. */
const builtIn = `
  view, scroll-view, root-portal { display: block }
  scroll-view[scroll-y] { overflow-y: auto }
  [hidden] { display: none !important }
  image { display: inline-block; width: 320px; height: 240px; overflow: hidden }
  image img { display: block; width: 100%; height: 100% }
  button { all: unset; display: block; box-sizing: border-box; width: 184px; margin: 0 auto; padding: 8px 24px;
    font-size: 17px; font-weight: 700; line-height: 1.41; text-align: center; background: #f2f2f2; border-radius: 4px }`;

/** Everything a view may bind. */
const handlers = 'act open unfold close download less more read shut still retry visit trace launched'.split(' ');

/** Not `inlay-…`: on a page with the web widgets that tag is theirs. */
const hostOf = (name: string) => `native-${name}`;

/** A style sheet with what it imports, for one component: its classes carry its name, as WeChat isolates them. */
export function styleOf(root: string, file: string, scope: string): string {
  const read = (path: string): string =>
    readFileSync(join(root, path), 'utf8').replace(/@import '([^']+)';/g, (_, next: string) =>
      read(posix.join(dirname(path), next)),
    );
  return read(file)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/(\d*\.?\d+)rpx\b/g, (_, n: string) => `calc(${n} * 100vw / 750)`)
    .replace(/:host\b/g, scope)
    .replace(/\.(-?[_a-zA-Z][\w-]*)(?=[^{}]*\{)/g, `.${scope}--$1`);
}

/**
 * Bundles native components for a page of Chromium, drawn by glass-easel, WeChat's own view engine. The script gives the page
 * `mini.mount(component, properties, holder)`. With `code` the components run their own script; without it they are bare views
 * that draw the data they are given.
 */
export async function bundleMini(root: string, components: readonly string[], code: boolean): Promise<string> {
  const group = new TmplGroup();
  const pages = globSync('**/*.wxml', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const complaints: string[] = [];
  for (const file of pages) {
    const found = group.addTmpl(file.slice(0, -5), readFileSync(join(root, file), 'utf8')) as unknown;
    if (Array.isArray(found)) complaints.push(...found.map((one) => `${file}: ${JSON.stringify(one)}`));
  }
  if (complaints.length) throw new Error(complaints.join('\n'));
  const text = (value: unknown) => JSON.stringify(value);
  const parts = components.map((name) => {
    const scope = hostOf(name);
    const path = `${name}/index`;
    const config = JSON.parse(readFileSync(join(root, `${path}.json`), 'utf8')) as { usingComponents?: object };
    config.usingComponents = { ...config.usingComponents, image: '/built-in/image' };
    const run = code
      ? `require(${text(join(root, `${path}.js`))})`
      : `Component({
          options: { multipleSlots: true }, externalClasses: ['inlay-class'], data: { view: null }, methods: bare })`;
    return `space.addStyleSheet(${text(path)}, undefined, ${text(scope)});
      space.addCompiledTemplate(${text(path)}, { groupList: templates, content: templates[${text(path)}] });
      space.addComponentStaticConfig(${text(path)}, ${text(config)});
      space.globalComponentEnv(globalThis, ${text(path)}, () => { ${run} });
      css += ${text(styleOf(root, `${path}.wxss`, scope))};`;
  });
  const entry = `
    import { MiniProgramEnv, glassEasel } from 'glass-easel-miniprogram-adapter';
    const env = new MiniProgramEnv();
    const space = env.createCodeSpace('', true);
    globalThis.handled = [];
    // A bare view's handlers say that they were called.
    const bare = Object.fromEntries(${text(handlers)}.map((name) => [name, (event) => void handled.push([name, event.type])]));
    let css = ${text(builtIn)};
    {
      const image = ${imageTemplate()};
      space.addCompiledTemplate('built-in/image', { groupList: image, content: image['built-in/image'] });
      space.addComponentStaticConfig('built-in/image', { component: true });
      space.globalComponentEnv(globalThis, 'built-in/image', () => Component({ properties: { src: String, mode: String } }));
    }
    const templates = ${group.getTmplGenObjectGroups()};
    ${parts.join('\n')}
    document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
    globalThis.mini = {
      mount(name, properties, holder) {
        const backend = new glassEasel.CurrentWindowBackendContext();
        // Without it no tap arrives.
        backend.onEvent((target, type, detail, options) => {
          const event = new glassEasel.Event(type, detail, options);
          glassEasel.Event.dispatchEvent(target, event);
          return event.getEventBubbleStatus ? event.getEventBubbleStatus() : undefined;
        });
        const root = env.associateBackend(backend).createRoot('native-' + name, space, name + '/index');
        const component = root.get();
        component.setData(properties);
        const place = document.createElement('span');
        holder.append(place);
        root.attach(holder, place);
        return { component, element: root.getComponent(), release: () => root.release() };
      },
    };`;
  group.free();
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: here, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

function imageTemplate(): string {
  const group = new TmplGroup();
  group.addTmpl('built-in/image', '<img src="{{src}}" />');
  const made = group.getTmplGenObjectGroups();
  group.free();
  return made;
}
