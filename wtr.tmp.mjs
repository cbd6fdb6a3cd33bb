import config from './wtr.config.mjs';
export default { ...config };
