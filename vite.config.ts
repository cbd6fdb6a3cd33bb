import { defineConfig, type UserConfig } from 'vite';
import { chunkFactory } from './scripts/chunk-factory.ts';
import { guestLit } from './scripts/guest-lit.ts';
import { virtualEntries } from './scripts/virtual-entries.ts';
import { languages, widgets } from './scripts/widgets.ts';

/** Chrome 87 and iOS 13 understand ES2019; Firefox 78 and Safari 13 are of the same age. */
const target = ['chrome87', 'safari13', 'ios13', 'firefox78'];

/** All that widgets share goes into the base chunk; a widget's own model and view, and the languages, do not. */
const shared = (id: string): boolean => !/virtual:|\/widgets\/(?!base\/)|\/models\/|\/text\.(?!zh-cn)\w/.test(id);

/** A build for script tags: Lit inside, minified, old syntax. */
function forPages(build: UserConfig['build'], plugins: UserConfig['plugins'] = []): UserConfig {
  return { plugins: [virtualEntries(), guestLit(), ...plugins], build: { target, minify: true, ...build } };
}

function classic(entry: string, file: string): UserConfig {
  return forPages({ lib: { entry, name: 'inlaySdk', formats: ['iife'], fileName: () => file } });
}

/** The builds by mode; `scripts/build.ts` runs them and hands from one to the next what it must know. */
function configOf(mode: string): UserConfig {
  const [build, locale] = mode.split(':');
  switch (build) {
    case 'chunks': {
      const entry: Record<string, string> = { base: 'src/runtime.ts' };
      for (const { name } of widgets) entry[name] = `virtual:widget/${name}`;
      for (const { locale } of languages) entry[`text-${locale}`] = `virtual:text/${locale}`;
      return forPages(
        {
          outDir: 'dist/chunks',
          lib: { entry, formats: ['es'] },
          rolldownOptions: {
            preserveEntrySignatures: 'allow-extension',
            output: { minify: true, codeSplitting: { groups: [{ name: 'base', test: shared }] } },
          },
        },
        [chunkFactory()],
      );
    }
    case 'loader':
      return forPages({
        lib: { entry: { inlay: 'src/script.ts' }, formats: ['es'] },
        rolldownOptions: { output: { minify: true } },
      });
    case 'classic':
      return locale
        ? classic(`virtual:side/${locale}`, `inlay.${locale}.js`)
        : classic('src/classic.ts', 'inlay.iife.js');
    default: {
      const entry: Record<string, string> = { index: 'src/index.ts', define: 'src/define.ts' };
      for (const { name, source } of widgets) entry[name] = source;
      return {
        build: {
          target: 'es2021',
          minify: false,
          lib: { entry, formats: ['es'] },
          rolldownOptions: { external: [/^lit(\/|$)/], output: { chunkFileNames: 'shared/[name].js' } },
        },
      };
    }
  }
}

export default defineConfig(({ mode }) => ({
  ...configOf(mode),
  publicDir: false,
  logLevel: 'warn',
  define: {
    __INLAY_TAGS__: JSON.stringify(widgets.map(({ name }) => `inlay-${name}`)),
  },
}));
