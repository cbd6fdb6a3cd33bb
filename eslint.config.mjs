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
      'docs/.vitepress/cache/**',
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
      // Its reading of an attribute's place fails in long templates (version 5.1.1); axe checks links in the widgets' tests.
      'lit-a11y/anchor-is-valid': 'off',
      ...noDefaultExport,
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      // Control characters are what our validators look for.
      'no-control-regex': 'off',
      // Functions are taken from their objects on purpose: natives at load, members of closures without `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A function may be async for its errors alone, and anything may be thrown or rejected.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      // JSON is `any` until the parsers of core have read it field by field.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // core is compiled on its own, without the DOM.
  { files: ['src/core/**/*.ts'], languageOptions: { parserOptions: { project: './src/core/tsconfig.json' } } },
  // The mini-program's components know WeChat's runtime in place of a DOM.
  {
    files: ['src/miniprogram/**/*.ts'],
    languageOptions: { parserOptions: { project: './src/miniprogram/tsconfig.json' } },
  },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts', 'demo/**/*.tsx', 'scripts/**/*.ts', 'docs/**/*.ts'],
    rules: {
      // chai's `expect(x).to.be.true` and node:test's promise of a registered test look like floating promises.
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['*.config.ts', 'docs/.vitepress/config.ts', 'docs/.vitepress/theme/{index,home}.ts', 'docs/**/*.paths.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
