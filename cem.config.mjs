import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

export default {
  globs: ['src/widgets/**/*.ts'],
  exclude: ['**/*.styles.ts'],
  litelement: true,
  dependencies: false,
  packagejson: false,
  outdir: '.',
  plugins: [
    customElementVsCodePlugin({ outdir: '.' }),
    customElementJetBrainsPlugin({ outdir: '.', packageJson: false }),
  ],
};
