export { createBridge } from './bridge.ts';
export { createHttp } from './http.ts';
