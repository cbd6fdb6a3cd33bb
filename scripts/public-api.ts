import { globSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { errorCodes } from '../src/core/error-codes.ts';
import { inlayEvents } from '../src/core/event-options.ts';
import { trackSchemas } from '../src/core/events.ts';
import { choices } from '../src/core/config.ts';

const file = 'test/public-api.txt';

interface Named {
  name: string;
  description?: string;
  default?: string;
  type?: { text: string };
}
interface Declaration extends Named {
  tagName?: string;
  attributes?: (Named & { fieldName: string })[];
  members?: (Named & { kind: string; privacy?: string; static?: boolean; attribute?: string })[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

const lines = (title: string, items: readonly string[]): string =>
  `${title}\n${items.length ? items.map((item) => `  ${item}`).join('\n') : '  none'}\n`;

/** Each element with all a page can set, hear, fill and style. */
function elements(): string[] {
  const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  const all = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const value = ({ type, default: preset }: Named): string =>
    `${type ? `: ${type.text.replace(/\s+/g, ' ')}` : ''}${preset === undefined ? '' : ` = ${preset}`}`;
  const by = (list: Named[] | undefined, line: (one: Named) => string): string[] => (list ?? []).map(line).sort();
  return all.map((one) => {
    const properties = (one.members ?? []).filter(
      (member) => member.kind === 'field' && !member.privacy && !member.static,
    );
    const methods = (one.members ?? []).filter((member) => member.kind === 'method' && !member.privacy);
    return [
      `<${one.tagName}>`,
      ...by(one.attributes, (it) => `attribute ${it.name}${value(it)}`),
      ...by(properties, (it) => `property ${it.name}${value(it)}`),
      ...by(methods, (it) => `method ${it.name}()`),
      ...by(one.events, (it) => `event ${it.name}: ${it.type?.text ?? 'Event'}`),
      ...by(one.slots, (it) => `slot ${it.name || '(default)'}`),
      ...by(one.cssParts, (it) => `part ${it.name}`),
      ...by(one.cssProperties, (it) => `token ${it.name}${it.default ? ` = ${it.default}` : ''}`),
    ].join('\n  ');
  });
}

/** What `index.ts` exports, types written out with all their members. */
function names(): string[] {
  const config = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram(['src/index.ts'], options);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile('src/index.ts')!)!;
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const print = (type: ts.Type): string => checker.typeToString(type, undefined, flags);
  return checker
    .getExportsOfModule(module)
    .map((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (!(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) {
        const kind = symbol.flags & ts.SymbolFlags.Class ? 'class' : 'value';
        return `${kind} ${exported.name}${kind === 'class' ? '' : `: ${print(checker.getBaseTypeOfLiteralType(checker.getTypeOfSymbol(symbol)))}`}`;
      }
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      if (symbol.flags & ts.SymbolFlags.TypeAlias) {
        return `type ${exported.name} = ${checker.typeToString(type, undefined, flags | ts.TypeFormatFlags.InTypeAlias)}`;
      }
      const members = type.getProperties().map((member) => {
        const optional = member.flags & ts.SymbolFlags.Optional ? '?' : '';
        return `\n    ${member.name}${optional}: ${print(checker.getTypeOfSymbol(member))}`;
      });
      return `interface ${exported.name}${members.join('')}`;
    })
    .sort();
}

/** Attributes of our script tag and calls on `window.inlay`, as the sources name them. */
function scriptTag(): string[] {
  const all = (path: string, pattern: RegExp): string[] =>
    [...readFileSync(path, 'utf8').matchAll(pattern)].flatMap(([, list]) =>
      [...list!.matchAll(/\w+/g)].map(([word]) => word),
    );
  const attributes = [
    ...all('src/settings.ts', /for \(const key of \[([^\]]+)\]/g),
    ...all('src/settings.ts', /const \{([^}]+)\} = data;/g),
    ...Object.keys(choices),
    'debug',
  ];
  const calls = [...all('src/page.ts', /const methods = \[([^\]]+)\]/g), 'push'];
  return [...attributes.map((name) => `data-${name}`).sort(), ...calls.map((name) => `window.inlay.${name}`).sort()];
}

/** Where the SDK sends requests to: paths at the gateway, and every address that stands in a built file. */
function contacts(): string[] {
  const found = new Set<string>([
    'the folder inlay.js came from: chunks/',
    "the page's own site: the path in data-ticket",
  ]);
  for (const path of globSync('src/{core,bridge}/**/*.ts').filter((path) => !path.endsWith('.gen.ts'))) {
    for (const [, at] of readFileSync(path, 'utf8').matchAll(/['`}](\/(?:v\d|oidc|h5)\/[\w/-]*)/g)) {
      found.add(`the gateway: ${at}`);
    }
  }
  for (const path of globSync('dist/{*.js,chunks/*.js,shared/*.js}')) {
    for (const [address] of readFileSync(path, 'utf8').matchAll(/\bhttps?:\/\/[\w.-]+\w/g))
      found.add(`in a file: ${address}`);
  }
  return [...found].sort();
}

/** The whole public face of the package, as text a reviewer can read. */
export function describeApi(): string {
  const bubbles = Object.entries(inlayEvents).map(
    ([name, how]) => `${name}${how.bubbles ? ', bubbles' : ''}${how.cancelable ? ', cancelable' : ''}`,
  );
  const tracked = Object.entries(trackSchemas).map(
    ([name, { version, purpose, fields }]) =>
      `${name} ${version} (${purpose}): ${Object.entries(fields)
        .map(([field, type]) => `${field} ${type}`)
        .join(', ')}`,
  );
  const exportsMap = (JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object }).exports;
  return [
    'The public face of @inlay/sdk. Written by `npm run api`; every change here is a change of a version.\n',
    ...elements().map((text) => `${text}\n`),
    lines('events', bubbles),
    lines('error codes', [...errorCodes].sort()),
    lines('tracking events', tracked),
    lines('script tag', scriptTag()),
    lines('package paths', Object.keys(exportsMap)),
    lines('names of the package', names()),
    lines('hosts and paths contacted', contacts()),
  ].join('\n');
}

if (import.meta.main) {
  process.chdir(new URL('..', import.meta.url).pathname);
  writeFileSync(file, describeApi());
  console.log(`Wrote ${file}`);
}
