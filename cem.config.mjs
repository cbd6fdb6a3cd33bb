import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** Leaves in the manifest what a page can use: the elements and the base they inherit from. */
const elementsOnly = {
  name: 'elements-only',
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const module of manifest.modules) {
      module.declarations = module.declarations.filter((one) => one.kind === 'class');
      const kept = new Set(module.declarations.map((one) => one.name));
      module.exports = module.exports.filter((one) => kept.has(one.declaration.name));
      for (const one of module.declarations)
        one.members = one.members?.filter((member) => member.privacy !== 'private');
      // The one place that dispatches takes the name as an argument, which the analyser reads as an event called so.
      for (const one of module.declarations) one.events = one.events?.filter(({ name }) => name.startsWith('inlay-'));
    }
    // The analyser has them in the order in which their files were read, which is another one now and then.
    manifest.modules = manifest.modules
      .filter((module) => module.declarations.length)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  },
};

export default {
  globs: ['src/widgets/**/*.ts'],
  exclude: ['**/*.styles.ts'],
  litelement: true,
  dependencies: false,
  packagejson: false,
  outdir: '.',
  plugins: [
    elementsOnly,
    customElementVsCodePlugin({ outdir: '.' }),
    customElementJetBrainsPlugin({ outdir: '.', packageJson: false }),
  ],
};
