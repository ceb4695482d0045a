export * from './end-sign-ins.service.js';
export * from './openid.module.js';
export * from './openid-interactions.js';
