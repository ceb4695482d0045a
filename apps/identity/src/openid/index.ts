export * from './openid.module.js';
export * from './openid-interactions.js';
