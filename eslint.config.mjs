import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import * as litA11yModule from 'eslint-plugin-lit-a11y';
import tseslint from 'typescript-eslint';

const litA11y = litA11yModule.default ?? litA11yModule;
const noDefaultExport = {
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a name should be the same everywhere.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.dist/**',
      'coverage/**',
      'artifacts/**',
      '**/.data/**',
      '.cache/**',
      '**/*.gen.ts',
      '**/*.mjs',
      '**/*.js',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  lit['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      ...noDefaultExport,
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Anything may be thrown, and a template may hold a number: both are on purpose here.
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  // core is compiled on its own, without the DOM.
  { files: ['src/core/**/*.ts'], languageOptions: { parserOptions: { project: './src/core/tsconfig.json' } } },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts', 'demo/**/*.tsx', 'scripts/**/*.ts'],
    rules: {
      // chai's `expect(x).to.be.true` and node:test's promise of a registered test look like floating promises.
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
