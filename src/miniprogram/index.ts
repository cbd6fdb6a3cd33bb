export { init } from './shared.ts';
