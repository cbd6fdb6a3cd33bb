import { defineConfig, type UserConfig } from 'vite';
import { chunkFactory } from './scripts/chunk-factory.ts';
import { planBase } from './scripts/chunk-plan.ts';
import { dense } from './scripts/dense-literals.ts';
import { guestLit } from './scripts/guest-lit.ts';
import { lateHashes, lateMarks } from './scripts/late-hashes.ts';
import { smallDecorate } from './scripts/small-decorate.ts';
import { virtualEntries } from './scripts/virtual-entries.ts';
import { languages, lateParts, widgets } from './scripts/widgets.ts';

/** Chrome 87 and iOS 13 understand ES2019; Firefox 78 and Safari 13 are of the same age. */
const target = ['chrome87', 'safari13', 'ios13', 'firefox78'];
const runtime = 'src/runtime.ts';
/** Nobody shakes these files any more: notes for bundlers go. */
const dry = { minify: true, comments: { annotation: false } };

/** A build for script tags: Lit inside, minified, old syntax. */
function forPages(build: UserConfig['build'], plugins: UserConfig['plugins'] = []): UserConfig {
  return {
    plugins: [virtualEntries(), guestLit(), smallDecorate(), dense(), ...plugins],
    build: { target, minify: true, ...build },
  };
}

function classic(entry: string, file: string): UserConfig {
  return forPages({
    lib: { entry, name: 'inlaySdk', formats: ['iife'], fileName: () => file },
    rolldownOptions: { output: { comments: dry.comments } },
  });
}

/** The loader's chunks: one shared, one per widget, per language, and for what a widget needs after its first paint. */
function chunks(): UserConfig {
  const entry: Record<string, string> = { base: runtime, ...lateParts };
  for (const { name, chunk } of widgets) entry[chunk] = `virtual:widget/${name}`;
  for (const { locale } of languages) entry[`text-${locale}`] = `virtual:text/${locale}`;
  const sources = [...widgets, ...languages].map(({ source }) => source);
  const base = planBase(import.meta.dirname, runtime, [...sources, ...Object.values(lateParts)]);
  return forPages(
    {
      outDir: 'dist/chunks',
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        // The base chunk also exports what the others import of it.
        preserveEntrySignatures: 'allow-extension',
        output: { ...dry, codeSplitting: { groups: [{ name: 'base', test: base }] } },
      },
    },
    [chunkFactory(), lateHashes()],
  );
}

function loader(): UserConfig {
  return forPages({
    lib: { entry: { inlay: 'src/script.ts' }, formats: ['es'] },
    rolldownOptions: { output: dry },
  });
}

/** For bundlers: readable modules, Lit outside. */
function npm(): UserConfig {
  const entry: Record<string, string> = { index: 'src/index.ts', define: 'src/define.ts', weixin: 'src/weixin.ts' };
  for (const { name, source } of widgets) entry[name] = source;
  return {
    build: {
      target: 'es2021',
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: [/^lit(\/|$)/],
        output: { chunkFileNames: 'shared/[name].js' },
        // A bundled library's code is named by its path otherwise.
        experimental: { attachDebugInfo: 'none' },
      },
    },
  };
}

/** The builds by mode; `scripts/build.ts` runs them and hands from one to the next what it must know. */
function configOf(mode: string): UserConfig {
  const [build, locale] = mode.split(':');
  if (build === 'chunks') return chunks();
  if (build === 'loader') return loader();
  if (build !== 'classic') return npm();
  return locale ? classic(`virtual:side/${locale}`, `inlay.${locale}.js`) : classic('src/classic.ts', 'inlay.iife.js');
}

export default defineConfig(({ mode }) => ({
  ...configOf(mode),
  publicDir: false,
  logLevel: 'warn',
  define: {
    __INLAY_LATE__: mode === 'chunks' ? lateMarks : '{}',
    __INLAY_TAGS__: JSON.stringify(
      Object.fromEntries(widgets.map(({ name, chunk, first }) => [`inlay-${name}`, [chunk, first]])),
    ),
  },
}));
