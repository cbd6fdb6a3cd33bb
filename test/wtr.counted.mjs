import { defaultReporter } from '@web/test-runner';
import config from '../wtr.config.mjs';
import { countReporter } from './count-reporter.mjs';
import { tamperedSite } from './engines/tampered-site.mjs';

/** The widgets' tests, those of the built loader in every engine, and a line that `test/run.ts` can read. */
export default {
  ...config,
  files: [config.files, 'test/engines/*.test.ts'].flat(),
  middleware: [...(config.middleware ?? []), tamperedSite],
  reporters: [...(config.reporters ?? [defaultReporter({ reportTestProgress: false })]), countReporter()],
};
