import { build, transform } from 'esbuild';

const source = new URL('../../../src/widgets/wealth-card/wealth-card.ts', import.meta.url).pathname;

/** The style sheet of Inlay's own card, minified: with and without skipping what is off screen. */
export interface CardCss {
  CARD_CSS: string;
  CARD_CSS_SKIPPING: string;
}

/** Reads the sheet from Inlay's element, so that the hand-made cards stay as fair as on the day they were written. */
export async function readCardCss(): Promise<CardCss> {
  const contents = `import { InlayWealthCard } from ${JSON.stringify(source)};
    export const css = InlayWealthCard.styles.join('\\n');`;
  const built = await build({
    stdin: { contents, loader: 'ts', resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    // Lit's build for Node brings a stand-in for HTMLElement.
    platform: 'node',
    format: 'esm',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  });
  const code = Buffer.from(built.outputFiles[0]!.contents).toString('base64');
  const { css } = (await import(`data:text/javascript;base64,${code}`)) as { css: string };
  // Without its style sheet a card is quick to paint, and every ratio is wrong.
  if (!css.includes('content-visibility')) throw new Error('this is not the style sheet of the card');
  const { code: minified } = await transform(css, { loader: 'css', minify: true, target: 'es2019' });
  const plain = minified.replace(/content-visibility:auto;?|contain-intrinsic-size:[^;}]*;?/g, '');
  return { CARD_CSS: plain, CARD_CSS_SKIPPING: minified };
}
