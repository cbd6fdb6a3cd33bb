import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtInStyle, compileTemplates, styleOf } from '../../demo/twin/compile.ts';

const here = fileURLToPath(new URL('../..', import.meta.url));

/** Everything a view may bind. */
const handlers = 'act open unfold close download less more read shut still retry visit trace launched'.split(' ');

/** Not `inlay-…`: on a page with the web widgets that tag is theirs. */
const hostOf = (name: string) => `native-${name}`;

/**
 * Bundles native components for a page of Chromium, drawn by glass-easel, WeChat's own view engine. The script gives the page
 * `mini.mount(component, properties, holder)`. With `code` the components run their own script; without it they are bare views
 * that draw the data they are given.
 */
export async function bundleMini(root: string, components: readonly string[], code: boolean): Promise<string> {
  const pages = globSync('**/*.wxml', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const templates = compileTemplates(
    Object.fromEntries(pages.map((file) => [file.slice(0, -5), readFileSync(join(root, file), 'utf8')])),
  );
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
    let css = ${text(builtInStyle)};
    {
      const image = ${compileTemplates({ 'built-in/image': '<img src="{{src}}" />' })};
      space.addCompiledTemplate('built-in/image', { groupList: image, content: image['built-in/image'] });
      space.addComponentStaticConfig('built-in/image', { component: true });
      space.globalComponentEnv(globalThis, 'built-in/image', () => Component({ properties: { src: String, mode: String } }));
    }
    const templates = ${templates};
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
