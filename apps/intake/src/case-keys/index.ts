export * from './case-keys.module.js';
export * from './case-keys.service.js';
export { KEY_STORE } from './key-store.js';
