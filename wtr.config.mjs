import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromium, firefox, webkit } from './test/support/wtr-browsers.mjs';

export default {
  files: 'test/widgets/**/*.test.ts',
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2020', tsconfig: new URL('tsconfig.json', import.meta.url).pathname }),
  ],
  testFramework: { config: { timeout: 10000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  // The engines side by side, each with one page at a time: taps and focus need a page of their own.
  concurrentBrowsers: 3,
  concurrency: 1,
  browsers: [chromium(), firefox(), webkit()],
};
