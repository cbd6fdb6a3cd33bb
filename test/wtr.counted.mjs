import { defaultReporter } from '@web/test-runner';
import config from '../wtr.config.mjs';
import { countReporter } from './count-reporter.mjs';

export default {
  ...config,
  reporters: [...(config.reporters ?? [defaultReporter({ reportTestProgress: false })]), countReporter()],
};
